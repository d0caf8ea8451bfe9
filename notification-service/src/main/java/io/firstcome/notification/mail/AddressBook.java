package io.firstcome.notification.mail;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.account.Addresses;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** auth-service, the only place where addresses are kept. */
@FeignClient(name = "auth-service", contextId = "address-book")
interface AddressBook {

    /** Returns the addresses of those users who have an account. */
    @PostMapping("/internal/addresses")
    Addresses addresses(@RequestBody UserIds users);
}

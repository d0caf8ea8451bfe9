package io.firstcome.auth;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * The whole service on real backends, in one context that all these tests share. Limits are low enough to be reached by a
 * test that means to; every request has a client address of its own unless it names one.
 */
@RealBackends({Part.REDIS, Part.DATABASE, Part.MAILBOX})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "firstcome.auth.rehearsal=true",
            "firstcome.account.admin-emails= " + AuthTest.ADMIN + ", Other-Admin@example.com",
            "firstcome.code.per-address-per-hour=3",
            "firstcome.code.sends-per-client-per-minute=10",
            "firstcome.code.checks-per-client-per-minute=10"
        })
@Import(Api.class)
public abstract class AuthTest {

    /** An address with the role ADMIN. */
    protected static final String ADMIN = "admin@firstcome.local";

    @Autowired
    protected Api api;
}

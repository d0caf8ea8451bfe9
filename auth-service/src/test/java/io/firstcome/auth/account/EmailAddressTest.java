package io.firstcome.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused stands in BadInputTest. */
class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kim@example.com",
                "kim.lee+gifts@sub.example.co.kr",
                "k@x.io",
                "!#$%&'*+/=?^_`{|}~-@example.com",
                "kim@xn--bj0bj06e.kr",
                "123@456.com"
            })
    void anAddressThatPeopleUseIsTaken(String text) {
        assertThat(EmailAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address.value()).isEqualTo(text));
    }

    @Test
    void oneAddressHasOneForm() {
        assertThat(EmailAddress.parse("\t Kim.Lee@Example.COM \n"))
                .isEqualTo(EmailAddress.parse("kim.lee@example.com"));
    }

    @Test
    void anAddressDoesNotGetIntoLogs() {
        assertThat(EmailAddress.parse("kim@example.com").toString()).doesNotContain("kim");
    }
}

package io.firstcome.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.auth.Api;
import io.firstcome.auth.Api.Answer;
import io.firstcome.auth.AuthApplication;
import io.firstcome.auth.AuthTest;
import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.UnusableSetting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountsTest extends AuthTest {

    private static final String OTHER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Autowired
    private Accounts accounts;

    @Autowired
    private AccountStore store;

    @Autowired
    private KeyedHash hash;

    @Autowired
    private JdbcClient sql;

    @Test
    void firstLoginsOfOneAddressAtOnceMakeOneAccount() {
        for (int round = 0; round < 5; round++) {
            EmailAddress address = address(Api.anyAddress());
            List<Account> found = Api.atOnce(20, () -> accounts.findOrCreate(address));
            assertThat(Set.copyOf(found)).hasSize(1);
            assertThat(sql.sql("select count(*) from account where address_hash = ?")
                            .param(hash.bytes(KeyedHash.Purpose.ACCOUNT, address.value()))
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoIsRemovedFromTheAdminsIsNoneAnyMore() {
        EmailAddress address = address(Api.anyAddress());
        Accounts before = new Accounts(store, hash, new AccountProperties(List.of(" " + address.value(), "")));
        Accounts after = new Accounts(store, hash, new AccountProperties(List.of()));

        Account admin = before.findOrCreate(address);
        assertThat(admin.admin()).isTrue();
        assertThat(before.find(admin.id())).hasValue(admin);
        assertThat(after.find(admin.id())).hasValue(new Account(admin.id(), false));
    }

    @Test
    void anAdminThatIsNoAddressEndsTheStartWithoutShowingIt() {
        assertThatThrownBy(() -> new Accounts(store, hash, new AccountProperties(List.of("kim"))))
                .isInstanceOf(UnusableSetting.class)
                .hasMessage("FIRSTCOME_ADMIN_EMAILS has an entry that is no e-mail address");
    }

    @Test
    void theMailingServiceLearnsTheAddressesThatThereAre() {
        String kim = Api.anyAddress();
        String lee = Api.anyAddress();
        long kimId = accounts.findOrCreate(address(kim)).id();
        long leeId = accounts.findOrCreate(address(lee)).id();

        Answer answer = api.internal(
                "/internal/addresses", "{\"users\":[%d,%d,%d,-1,0]}".formatted(kimId, leeId, Long.MAX_VALUE));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode addresses = answer.body().get("addresses");
        assertThat(addresses).hasSize(2);
        assertThat(addresses.get(String.valueOf(kimId)).asText()).isEqualTo(kim);
        assertThat(addresses.get(String.valueOf(leeId)).asText()).isEqualTo(lee);
        assertThat(api.internal("/internal/addresses", "{\"users\":[]}").body().get("addresses"))
                .isEmpty();
    }

    @Test
    void aDamagedRowIsLeftOutAndDoesNotKeepTheOthers() {
        long kim = accounts.findOrCreate(address(Api.anyAddress())).id();
        long lee = accounts.findOrCreate(address(Api.anyAddress())).id();
        // Another's cipher text in one's row: valid in itself, but bound to the other.
        sql.sql("update account a join account b on b.id = ? set a.address_cipher = b.address_cipher where a.id = ?")
                .params(lee, kim)
                .update();
        assertThat(store.addresses(List.of(kim, lee))).containsOnlyKeys(lee);
        sql.sql("delete from account where id = ?").param(kim).update();
    }

    @ParameterizedTest
    @CsvSource({
        "FIRSTCOME_DATA_KEYS=test:" + OTHER_KEY + ", FIRSTCOME_DATA_KEYS lacks the key 'test' that stored addresses",
        "FIRSTCOME_HASH_KEY=" + OTHER_KEY + ", FIRSTCOME_HASH_KEY is not the key that stored addresses are found by"
    })
    void aKeyThatStoredAddressesWereNotKeptWithEndsTheStart(String setting, String sentence) {
        accounts.findOrCreate(address(Api.anyAddress()));
        assertThatThrownBy(() -> SpringApplication.run(AuthApplication.class, "--" + setting)
                        .close())
                .rootCause()
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void tenThousandRehearsalAccountsAreMadeInSeconds() {
        long start = System.nanoTime();
        Answer answer = api.internal("/internal/rehearsal/accounts", "{\"count\":10000}");
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(answer.status()).isEqualTo(200);
        Set<Long> ids = new HashSet<>();
        answer.body().get("users").forEach(id -> ids.add(id.asLong()));
        assertThat(ids).hasSize(10_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(20));
        assertThat(store.addresses(ids).values())
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.matches("rehearsal-[0-9a-f]{8}-[0-9]+@rehearsal\\.firstcome\\.local"));
    }

    @Test
    void withoutARehearsalTheCallDoesNotExist() {
        for (String off : List.of("firstcome.auth.rehearsal=false", "firstcome.auth.rehearsal=")) {
            new ApplicationContextRunner()
                    .withUserConfiguration(RehearsalController.class)
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RehearsalController.class));
        }
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}

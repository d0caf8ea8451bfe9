package io.firstcome.auth.code;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstcome.auth.Api;
import io.firstcome.auth.AuthTest;
import io.firstcome.auth.account.EmailAddress;
import io.firstcome.auth.code.Checking.NoCode;
import io.firstcome.auth.code.Checking.Right;
import io.firstcome.auth.code.Checking.Wrong;
import io.firstcome.auth.code.Issuing.CoolingDown;
import io.firstcome.auth.code.Issuing.HourUsedUp;
import io.firstcome.auth.code.Issuing.Issued;
import io.firstcome.auth.secret.KeyedHash;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.springframework.beans.factory.annotation.Autowired;

/** Codes with short times, on the real Redis. */
class VerificationCodesTest extends AuthTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Autowired
    private RedissonClient redisson;

    @Autowired
    private KeyedHash hash;

    private final EmailAddress address = EmailAddress.parse(Api.anyAddress()).orElseThrow();

    @Test
    void aCodeHasSixDigitsAndAnotherOneEachTime() {
        VerificationCodes codes = codes(LONG, SHORT, 100);
        assertThat(issue(codes).code()).matches("[0-9]{6}");
        assertThat(IntStream.range(0, 20)
                        .mapToObj(n -> ((Issued) codes.issue(
                                        EmailAddress.parse(Api.anyAddress()).orElseThrow()))
                                .code())
                        .distinct())
                .hasSizeGreaterThan(15);
    }

    @Test
    void anExpiredCodeIsNoCode() {
        VerificationCodes codes = codes(SHORT, LONG, 10);
        String code = issue(codes).code();
        await().until(() -> redisson.getKeys().remainTimeToLive(key()) == -2);
        assertThat(codes.check(address, code)).isInstanceOf(NoCode.class);
    }

    @Test
    void afterTheCoolDownTheNextCodeEndsTheFormerOne() {
        VerificationCodes codes = codes(LONG, SHORT, 10);
        String former = issue(codes).code();
        assertThat(codes.issue(address)).isInstanceOf(CoolingDown.class);
        String next = awaitIssue(codes).code();
        assertThat(codes.check(address, former)).isInstanceOf(former.equals(next) ? Right.class : Wrong.class);
        assertThat(codes.check(address, next)).isInstanceOf(Right.class);
    }

    @Test
    void anAddressGetsSoManyCodesPerHour() {
        VerificationCodes codes = codes(LONG, SHORT, 2);
        issue(codes);
        awaitIssue(codes);
        await().untilAsserted(() -> assertThat(codes.issue(address))
                .isInstanceOfSatisfying(
                        HourUsedUp.class,
                        used -> assertThat(used.left()).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(60))));
    }

    @Test
    void aWithdrawnIssueLeavesNothingBehind() {
        VerificationCodes codes = codes(LONG, LONG, 1);
        Issued issued = issue(codes);
        codes.withdraw(address, issued);
        assertThat(codes.check(address, issued.code())).isInstanceOf(NoCode.class);
        assertThat(codes.issue(address)).isInstanceOf(Issued.class);
    }

    @Test
    void anIssueThatWasStoredTooLateIsWithdrawn() throws IOException {
        VerificationCodes codes = codes(LONG, LONG, 1);
        // So that Redis knows the scripts.
        EmailAddress another = EmailAddress.parse(Api.anyAddress()).orElseThrow();
        codes.withdraw(another, (Issued) codes.issue(another));
        try (Socket busy = keepRedisBusy()) {
            assertThatThrownBy(() -> codes.issue(address)).isInstanceOf(RedisException.class);
            assertThat((char) busy.getInputStream().read()).isEqualTo(':');
        }
        assertThat(codes.issue(address)).isInstanceOf(Issued.class);
    }

    @Test
    void toWithdrawWhatWasNeverStoredGivesNoFurtherCode() {
        VerificationCodes codes = codes(LONG, SHORT, 1);
        issue(codes);
        codes.withdraw(address, new Issued("000000", "never stored"));
        assertThat(await().until(() -> codes.issue(address), issuing -> !(issuing instanceof CoolingDown)))
                .isInstanceOf(HourUsedUp.class);
    }

    @Test
    void aLateWithdrawalSparesALaterIssue() {
        VerificationCodes codes = codes(LONG, SHORT, 10);
        Issued first = issue(codes);
        Issued second = awaitIssue(codes);
        codes.withdraw(address, first);
        assertThat(codes.check(address, second.code())).isInstanceOf(Right.class);
    }

    @Test
    void aCodeGivenBackIsValidForTheRestOfItsTimeAndTries() {
        VerificationCodes codes = codes(LONG, LONG, 10);
        String code = issue(codes).code();
        codes.check(address, Api.wrong(code));
        Right right = (Right) codes.check(address, code);
        assertThat(right.triesLeft()).isEqualTo(4);
        assertThat(codes.check(address, code)).isInstanceOf(NoCode.class);

        codes.giveBack(address, code, right);
        assertThat(redisson.getKeys().remainTimeToLive(key())).isBetween(1L, LONG.toMillis());
        for (int i = 0; i < 3; i++) {
            assertThat(codes.check(address, Api.wrong(code))).isInstanceOf(Wrong.class);
        }
        assertThat(codes.check(address, code)).isInstanceOf(Right.class);
    }

    @Test
    void aRedisThatHasForgottenTheScriptsIsSentThemAgain() {
        VerificationCodes codes = codes(LONG, LONG, 10);
        redisson.getScript().scriptFlush();
        String code = issue(codes).code();
        redisson.getScript().scriptFlush();
        assertThat(codes.check(address, code)).isInstanceOf(Right.class);
    }

    /** For longer than a command may take; what is sent meanwhile is carried out then. The reply to the returned socket tells when. */
    private static Socket keepRedisBusy() throws IOException {
        URI redis = URI.create(System.getProperty("FIRSTCOME_REDIS_URL"));
        Socket busy = new Socket(redis.getHost(), redis.getPort());
        busy.getOutputStream()
                .write(
                        "EVAL \"local s = string.rep('x', 1000000) for i = 1, 2200 do redis.sha1hex(s) end return 1\" 0\r\n"
                                .getBytes(US_ASCII));
        await().until(() -> {
            try (Socket probe = new Socket(redis.getHost(), redis.getPort())) {
                probe.setSoTimeout(50);
                probe.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
                return probe.getInputStream().read() < 0;
            } catch (SocketTimeoutException isBusy) {
                return true;
            }
        });
        return busy;
    }

    private Issued issue(VerificationCodes codes) {
        return (Issued) codes.issue(address);
    }

    private Issued awaitIssue(VerificationCodes codes) {
        return (Issued) await().until(() -> codes.issue(address), Issued.class::isInstance);
    }

    private String key() {
        return "auth:code:{" + hash.text(KeyedHash.Purpose.CODE_OF_ADDRESS, address.value()) + "}";
    }

    private VerificationCodes codes(Duration validFor, Duration coolDown, int perHour) {
        return new VerificationCodes(redisson, hash, new CodeProperties(validFor, 5, coolDown, perHour, 100, 100));
    }
}

package io.firstcome.auth.code;

import io.firstcome.auth.account.EmailAddress;
import io.firstcome.auth.code.Checking.NoCode;
import io.firstcome.auth.code.Checking.Right;
import io.firstcome.auth.code.Checking.Wrong;
import io.firstcome.auth.code.Issuing.CoolingDown;
import io.firstcome.auth.code.Issuing.HourUsedUp;
import io.firstcome.auth.code.Issuing.Issued;
import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.KeyedHash.Purpose;
import io.firstcome.kit.redis.RedisScript;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Codes, in Redis. Neither address nor code stands there, only keyed hashes: a million codes would be tried against a plain
 * hash in no time. Each step is one script, so that nothing fits in between.
 */
@Component
class VerificationCodes {

    private static final int CODES = 1_000_000;

    private final KeyedHash hash;
    private final CodeProperties properties;
    private final SecureRandom random = new SecureRandom();
    private final RedisScript issue;
    private final RedisScript withdraw;
    private final RedisScript check;
    private final RedisScript giveBack;

    VerificationCodes(RedissonClient redisson, KeyedHash hash, CodeProperties properties) {
        this.hash = hash;
        this.properties = properties;
        this.issue = new RedisScript(redisson, getClass(), "issue-code.lua");
        this.withdraw = new RedisScript(redisson, getClass(), "withdraw-code.lua");
        this.check = new RedisScript(redisson, getClass(), "check-code.lua");
        this.giveBack = new RedisScript(redisson, getClass(), "give-code-back.lua");
    }

    /** Makes a code for an address, unless it has to wait. A former code is dead. */
    Issuing issue(EmailAddress address) {
        Issued issued = new Issued(
                "%06d".formatted(random.nextInt(CODES)), UUID.randomUUID().toString());
        List<Long> reply = store(address, issued);
        Duration left = Duration.ofMillis(reply.get(1));
        return switch (reply.getFirst().intValue()) {
            case 1 -> issued;
            case 0 -> new CoolingDown(left);
            default -> new HourUsedUp(left);
        };
    }

    /** What came too late may be stored all the same; the user, told to try again, must then not be told to wait for the cool-down. */
    private List<Long> store(EmailAddress address, Issued issued) {
        try {
            return issue.run(
                    keys(address),
                    hashed(address, issued.code()),
                    issued.id(),
                    properties.validFor().toMillis(),
                    properties.coolDown().toMillis(),
                    properties.tries(),
                    properties.perAddressPerHour());
        } catch (RedisTimeoutException unknown) {
            withdraw(address, issued);
            throw unknown;
        }
    }

    /** Undoes an issue whose mail could not be sent. */
    void withdraw(EmailAddress address, Issued issued) {
        withdraw.run(keys(address), issued.id());
    }

    /** Looks at a guess; the right one uses the code up. */
    Checking check(EmailAddress address, String guess) {
        List<Long> reply = check.run(codeKey(address), hashed(address, guess));
        return switch (reply.getFirst().intValue()) {
            case 1 -> new Right(reply.get(1), reply.get(2));
            case 0 -> new Wrong();
            default -> new NoCode();
        };
    }

    /** Undoes the use of a code, because its owner could not be let in for reasons of ours. */
    void giveBack(EmailAddress address, String code, Right right) {
        giveBack.run(codeKey(address), hashed(address, code), right.millisLeft(), right.triesLeft());
    }

    /** With the address, so that equal codes of two people do not look equal. */
    private String hashed(EmailAddress address, String code) {
        return hash.text(Purpose.CODE, code + " " + address.value());
    }

    private List<Object> keys(EmailAddress address) {
        String key = key(address);
        return List.of(key, key + ":cool-down", key + ":hour");
    }

    private List<Object> codeKey(EmailAddress address) {
        return List.of(key(address));
    }

    /** In braces, so that the keys of one address are one slot of a cluster. */
    private String key(EmailAddress address) {
        return "auth:code:{" + hash.text(Purpose.CODE_OF_ADDRESS, address.value()) + "}";
    }
}

package io.firstcome.auth.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A script that Redis runs alone, called by its hash; sent in full only when Redis does not know it (yet, or any more). */
public final class LuaScript {

    private final RScript redis;
    private final String text;
    private final String sha1;

    /** Takes a script from {@code src/main/resources/redis}. It returns a list of numbers. */
    public LuaScript(RedissonClient redisson, String name) {
        this.redis = redisson.getScript(StringCodec.INSTANCE);
        try (InputStream in = LuaScript.class.getResourceAsStream("/redis/" + name)) {
            byte[] bytes = in.readAllBytes();
            this.text = new String(bytes, UTF_8);
            this.sha1 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /**
     * Runs the script.
     *
     * @throws org.redisson.client.RedisException when Redis is away or did not answer in time; nothing is known then
     */
    public List<Long> run(List<Object> keys, Object... arguments) {
        try {
            return redis.evalSha(Mode.READ_WRITE, sha1, ReturnType.MULTI, keys, arguments);
        } catch (RedisNoScriptException unknown) {
            return redis.eval(Mode.READ_WRITE, text, ReturnType.MULTI, keys, arguments);
        }
    }
}

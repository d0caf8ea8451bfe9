package io.firstcome.stock.grant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A script beside this class, sent by its digest (EVALSHA); its text goes over only when the server does not know it. */
final class LedgerScript {

    private final RScript redis;
    private final String text;
    private volatile String digest;

    LedgerScript(RedissonClient redisson, String resource) {
        this.redis = redisson.getScript(StringCodec.INSTANCE);
        try (InputStream in = LedgerScript.class.getResourceAsStream(resource)) {
            this.text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script; gives its reply, a list of texts. */
    List<String> run(List<Object> keys, Object... values) {
        if (digest == null) {
            digest = redis.scriptLoad(text);
        }
        try {
            return evaluate(keys, values);
        } catch (RedisNoScriptException restarted) {
            // Refused before it ran, so running it now is no repetition.
            digest = redis.scriptLoad(text);
            return evaluate(keys, values);
        }
    }

    private List<String> evaluate(List<Object> keys, Object... values) {
        return redis.evalSha(RScript.Mode.READ_WRITE, digest, RScript.ReturnType.MULTI, keys, values);
    }
}

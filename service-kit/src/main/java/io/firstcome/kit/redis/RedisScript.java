package io.firstcome.kit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A script that Redis runs alone, called by its digest (EVALSHA); sent in full only when Redis does not know it (yet, or any more). */
public final class RedisScript {

    private final RedissonClient redisson;
    private final RScript redis;
    private final String text;
    private final String digest;

    /**
     * Takes the script from resources, named as seen from the class that owns them. Of several, those before the last hold functions that
     * several scripts use; Redis gets them as one text.
     */
    public RedisScript(RedissonClient redisson, Class<?> owner, String... resources) {
        this.redisson = redisson;
        this.redis = redisson.getScript(StringCodec.INSTANCE);
        this.text =
                Arrays.stream(resources).map(resource -> read(owner, resource)).collect(Collectors.joining("\n"));
        try {
            this.digest =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private static String read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One run: the keys, all of one slot, and the arguments. */
    public record Call(List<Object> keys, Object... arguments) {}

    /** As {@link #run(Call)}. */
    public <T> List<T> run(List<Object> keys, Object... arguments) {
        return run(new Call(keys, arguments));
    }

    /**
     * Runs the script.
     *
     * @param <T> {@code String} or {@code Long}, as the script makes its list of
     * @return the list that the script returns
     * @throws org.redisson.client.RedisException when Redis is away or did not answer in time; nothing is known then
     */
    public <T> List<T> run(Call call) {
        try {
            return redis.evalSha(Mode.READ_WRITE, digest, ReturnType.MULTI, call.keys, call.arguments);
        } catch (RedisNoScriptException unknown) {
            // Of a cluster, other nodes may not know it either.
            redis.scriptLoadAsync(text);
            // Refused before it ran, so running it now is no repetition.
            return redis.eval(Mode.READ_WRITE, text, ReturnType.MULTI, call.keys, call.arguments);
        }
    }

    /**
     * Runs the script several times in one round trip (to each node that has some of the keys); others may come in between. Where a node
     * does not know the script, what others have run already is run again, so a repetition must do no harm.
     *
     * @return what {@link #run(Call)} would return for each, in order
     * @throws org.redisson.client.RedisException as above, of all or of some
     */
    public <T> List<List<T>> runAll(List<Call> calls) {
        RBatch batch = redisson.createBatch();
        RScriptAsync pipeline = batch.getScript(StringCodec.INSTANCE);
        List<RFuture<List<T>>> replies = new ArrayList<>(calls.size());
        for (Call call : calls) {
            replies.add(pipeline.evalShaAsync(Mode.READ_WRITE, digest, ReturnType.MULTI, call.keys, call.arguments));
        }
        try {
            batch.execute();
        } catch (RedisNoScriptException unknown) {
            return calls.stream().map(this::<T>run).toList();
        }
        return replies.stream().map(reply -> reply.toCompletableFuture().join()).toList();
    }
}

package io.firstcome.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.auth.Api.Answer;
import io.firstcome.localstack.backend.Backends;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever is done here, no address, code, token or client address stands anywhere to be read. */
@ExtendWith(OutputCaptureExtension.class)
class PersonalDataAtRestTest extends AuthTest {

    private static final String DUMP_REDIS = """
            local all = {}
            for _, key in ipairs(redis.call('KEYS', '*')) do
              all[#all + 1] = key
              local kind = redis.call('TYPE', key)['ok']
              local values = {}
              if kind == 'string' then values = {redis.call('GET', key)}
              elseif kind == 'hash' then values = redis.call('HGETALL', key)
              elseif kind == 'zset' then values = redis.call('ZRANGE', key, 0, -1)
              elseif kind == 'set' then values = redis.call('SMEMBERS', key)
              elseif kind == 'list' then values = redis.call('LRANGE', key, 0, -1)
              else values = {'unknown type ' .. kind} end
              for _, value in ipairs(values) do all[#all + 1] = value end
            end
            return all""";

    @Autowired
    private RedissonClient redisson;

    @Test
    void neitherRedisNorMySqlNorTheLogHoldsAnythingReadable(CapturedOutput output) throws Exception {
        String email = Api.anyAddress();
        String client = "203.0.113.77";
        String code = api.codeFor(email);
        assertThat(redisDump()).anyMatch(text -> text.startsWith("auth:code:"));
        assertNothingReadable(redisDump(), email, client, code);

        api.sendCode(email, "X-Client-Address", client);
        api.verify(email, Api.wrong(code), "X-Client-Address", client);
        Answer first = api.verify(email, code, "X-Client-Address", client);
        Answer second = api.refresh(first.text("refreshToken"));
        api.post("/api/auth/verify-code", "{\"email\":\"" + email + "\",\"code\":\"" + code);
        api.refresh(first.text("refreshToken"));
        api.logout(second.text("accessToken"));
        Backends.shared().mailbox().stop();
        try {
            api.sendCode(Api.anyAddress());
        } finally {
            Backends.shared().mailbox().start();
        }

        List<String> secrets = List.of(
                first.text("accessToken"),
                first.text("refreshToken"),
                second.text("accessToken"),
                second.text("refreshToken"));
        List<String> mysql = mysqlDump();
        assertThat(mysql).hasSizeGreaterThan(20);
        for (List<String> store : List.of(redisDump(), mysql, List.of(output.getAll()))) {
            assertNothingReadable(store, secrets.toArray(String[]::new));
            assertNothingReadable(store, email, client);
            assertThat(store).noneMatch(text -> text.contains("@example.com"));
        }
        assertThat(output).contains("UNAVAILABLE").doesNotContain(code);
    }

    private static void assertNothingReadable(List<String> store, String... secrets) {
        for (String secret : secrets) {
            assertThat(store).noneMatch(text -> text.contains(secret));
            assertThat(store).noneMatch(text -> text.contains(secret.split("@")[0]));
        }
    }

    private List<String> redisDump() {
        return redisson.getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_ONLY, DUMP_REDIS, RScript.ReturnType.MULTI);
    }

    /** All columns of all rows of all tables. */
    private static List<String> mysqlDump() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = Backends.shared().database().connect("auth");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("show tables")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("account", "session", "refresh_token");
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            byte[] value = rows.getBytes(column);
                            all.add(value == null ? "" : new String(value, ISO_8859_1));
                        }
                    }
                }
            }
        }
        return all;
    }
}

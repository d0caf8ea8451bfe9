package io.firstcome.localstack.launch;

import java.nio.file.Path;

/** What a person is told when the suite is ready. */
final class Welcome {
    private Welcome() {}

    static String text(Suite suite) {
        var here = Path.of("").toAbsolutePath();
        return """

                Firstcome is ready.
                  the page    %1$s/
                  the console %1$s/admin
                  API         %1$s/swagger-ui.html
                  Eureka      %2$s
                  mailbox     %3$s
                  log in as admin with the mail code for %4$s
                  signing key %5$s
                  logs        %6$s

                Try it: a code by mail, which then lies in the mailbox
                  curl -i %1$s/api/auth/send-verification-code -H 'Content-Type: application/json' -d '{"email":"me@example.com"}'

                Ctrl-C ends all of it.
                """.formatted(
                        suite.gatewayUrl(),
                        suite.eurekaUrl(),
                        suite.mailboxUrl(),
                        suite.settings().adminEmails(),
                        here.relativize(suite.layout().signingKey().toAbsolutePath()),
                        here.relativize(suite.layout().logs().toAbsolutePath()) + "/<service>-<n>.log");
    }
}

package io.firstcome.loadtest;

import io.firstcome.contracts.Language;
import io.firstcome.loadtest.badinput.BadInput;
import io.firstcome.loadtest.crowd.Member;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.loadtest.token.SigningKey;
import io.firstcome.loadtest.token.TokenMint;
import io.firstcome.loadtest.token.TokenSigner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Who takes part in a rehearsal.
 *
 * @param adminToken of the admin, who does not apply
 * @param stranger   somebody who sends bad requests and does not apply either
 * @param herd       everybody else
 */
record Cast(String adminToken, Member stranger, List<Member> herd) {

    /** Makes the accounts and signs the tokens. */
    static Cast of(HerdOptions options, SigningKey key, Accounts accounts, Progress progress)
            throws InterruptedException {
        int wanted = options.users() + 2;
        List<Long> users = progress.during(
                "Accounts", () -> "%,d of %,d made".formatted(accounts.made(), wanted), () -> accounts.make(wanted));
        TokenMint mint = new TokenMint(key, Clock.systemUTC());
        List<String> tokens = progress.during(
                "Tokens",
                () -> "%,d of %,d signed".formatted(mint.signed(), wanted - 1),
                () -> mint.sign(users.subList(1, wanted)));
        String adminToken = new TokenSigner(key, Clock.systemUTC()).sign(users.getFirst(), TokenSigner.ADMIN);

        Random chance = new Random(options.seed());
        List<Member> members = new ArrayList<>(wanted - 1);
        for (int at = 0; at < tokens.size(); at++) {
            Language language = chance.nextBoolean() ? Language.EN : Language.KO;
            members.add(new Member(users.get(at + 1), tokens.get(at), language));
        }
        return new Cast(adminToken, members.getFirst(), members.subList(1, members.size()));
    }

    /** Returns what bad requests are made from. */
    BadInput.Doors doors(SigningKey key) {
        return new BadInput.Doors(key, adminToken, stranger.user(), stranger.token());
    }
}

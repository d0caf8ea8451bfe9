package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.localstack.backend.StoredMail.Address;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailStoreTest {
    @Test
    void dropsTheOldestBeyondItsLimit() {
        var store = new MailStore(3);
        for (int id = 1; id <= 5; id++) {
            store.add(mail(id));
        }

        assertThat(store.count()).isEqualTo(3);
        assertThat(store.page(0, 10)).extracting(StoredMail::id).containsExactly(5L, 4L, 3L);
        assertThat(store.page(1, 1)).extracting(StoredMail::id).containsExactly(4L);
        assertThat(store.byId(2)).isEmpty();
    }

    @Test
    void keepsTextsSmallAndWhole() {
        var text = "Your code is 123456. ".repeat(200);
        var mail = StoredMail.of(
                1, "", new Address("", "a@b.c"), List.of(), "Subject", Instant.EPOCH, 0, text, "<p>" + text + "</p>");

        assertThat(mail.textPart()).isEqualTo(text);
        assertThat(mail.htmlPart()).isEqualTo("<p>" + text + "</p>");
        assertThat(mail.text().length).isLessThan(text.length() / 20);
        assertThat(mail.snippet()).hasSize(120);
    }

    private static StoredMail mail(long id) {
        return StoredMail.of(id, "", new Address("", "a@b.c"), List.of(), "Subject", Instant.EPOCH, 0, "text", "");
    }
}

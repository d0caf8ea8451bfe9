package io.firstcome.localstack.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.firstcome.localstack.backend.StoredMail.Address;
import java.util.List;

/** Mails in the words of Mailpit's API. */
final class MailJson {
    private MailJson() {}

    record Person(
            @JsonProperty("Name") String name,
            @JsonProperty("Address") String address) {
        static Person of(Address address) {
            return new Person(address.name(), address.address());
        }
    }

    record Head(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            @JsonProperty("From") Person from,
            @JsonProperty("To") List<Person> to,
            @JsonProperty("Subject") String subject,
            @JsonProperty("Created") String created,
            @JsonProperty("Size") int size,
            @JsonProperty("Snippet") String snippet) {}

    record Whole(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            @JsonProperty("From") Person from,
            @JsonProperty("To") List<Person> to,
            @JsonProperty("Subject") String subject,
            @JsonProperty("Date") String date,
            @JsonProperty("Text") String text,
            @JsonProperty("HTML") String html,
            @JsonProperty("Size") int size) {}

    /**
     * A page of mails.
     *
     * @param total all mails there are
     * @param messagesCount those that were asked for, on all pages
     */
    record Page(int total, @JsonProperty("messages_count") int messagesCount, List<Head> messages) {}

    static Page list(List<StoredMail> page, int total, int found) {
        return new Page(total, found, page.stream().map(MailJson::head).toList());
    }

    private static Head head(StoredMail mail) {
        return new Head(
                String.valueOf(mail.id()),
                mail.messageId(),
                Person.of(mail.from()),
                mail.to().stream().map(Person::of).toList(),
                mail.subject(),
                mail.received().toString(),
                mail.size(),
                mail.snippet());
    }

    static Whole whole(StoredMail mail) {
        return new Whole(
                String.valueOf(mail.id()),
                mail.messageId(),
                Person.of(mail.from()),
                mail.to().stream().map(Person::of).toList(),
                mail.subject(),
                mail.received().toString(),
                mail.textPart(),
                mail.htmlPart(),
                mail.size());
    }
}

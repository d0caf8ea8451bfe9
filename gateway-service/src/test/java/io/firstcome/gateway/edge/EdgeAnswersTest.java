package io.firstcome.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.EdgeSignals.EndedAnswers;
import io.firstcome.contracts.fold.FoldedAnswer.Edge;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.kit.count.SharedCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EdgeAnswersTest {

    private static final EdgeKey KEY = new EdgeKey("/apply", "eventId=7", null, Language.EN);
    private static final Answer SOLD_OUT = new Answer(409, new byte[] {1}, Map.of());
    private static final Edge FOR_A_SECOND = new Edge("event:7", 1_000, 5);

    /** Starts where a nano clock may well be: just before it wraps round. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(500).toNanos());

    private final EdgeAnswers answers = new EdgeAnswers(new SharedCounts(null, Clock.systemUTC()), now::get);

    @Test
    void anAnswerIsToldUntilItsTimeIsOver() {
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        pass(749);
        assertThat(answers.find(KEY)).isSameAs(SOLD_OUT);
        pass(251);
        assertThat(answers.find(KEY)).isNull();
    }

    @Test
    void itsTimeIsCountedFromTheQuestionHoweverLongTheAnswerTook() {
        long asked = now.get();
        pass(400);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, asked);
        pass(349);
        assertThat(answers.find(KEY)).isSameAs(SOLD_OUT);
        pass(251);
        assertThat(answers.find(KEY)).isNull();

        asked = now.get();
        pass(1_000);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, asked);
        assertThat(answers.find(KEY)).as("over before it came").isNull();
    }

    @Test
    void shortlyBeforeItIsOverOneAsksForAllTheOthers() {
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        pass(750);
        long asked = now.get();
        assertThat(answers.find(KEY)).as("the one who asks").isNull();
        assertThat(answers.find(KEY)).isSameAs(SOLD_OUT);
        pass(19);
        assertThat(answers.find(KEY)).isSameAs(SOLD_OUT);
        pass(1);
        assertThat(answers.find(KEY))
                .as("another one, should the first get no answer")
                .isNull();

        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, asked);
        pass(700);
        assertThat(answers.find(KEY)).as("the newer answer").isSameAs(SOLD_OUT);
    }

    @Test
    void anAnswerByAServiceThatHasNotHeardOfTheChangeIsNotKept() {
        answers.end(new EndedAnswers("event:7", 6));
        answers.end(new EndedAnswers("event:7", 4));
        pass(50);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        assertThat(answers.find(KEY)).isNull();

        answers.keep(KEY, SOLD_OUT, new Edge("event:7", 1_000, 6), now.get());
        assertThat(answers.find(KEY)).as("by one that has").isSameAs(SOLD_OUT);
    }

    @Test
    void anAnswerIsToldToTheSameQuestionOnly() {
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        assertThat(answers.find(new EdgeKey("/apply", "eventId=8", null, Language.EN)))
                .isNull();
        assertThat(answers.find(new EdgeKey("/apply", "eventId=7", "{}", Language.EN)))
                .isNull();
        assertThat(answers.find(new EdgeKey("/apply", "eventId=7", null, Language.KO)))
                .isNull();
        assertThat(answers.find(new EdgeKey("/status", "eventId=7", null, Language.EN)))
                .isNull();
    }

    @Test
    void aSignalEndsTheAnswersWithItsTagAndNoOthers() {
        EdgeKey other = new EdgeKey("/apply", "eventId=8", null, Language.EN);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        answers.keep(other, SOLD_OUT, new Edge("event:8", 1_000, 5), now.get());
        answers.end(new EndedAnswers("event:7", 5));
        assertThat(answers.find(KEY)).isNull();
        assertThat(answers.find(other)).isNotNull();
    }

    @Test
    void anAnswerAskedForBeforeTheSignalIsNotKeptThoughItArrivesAfterIt() {
        long asked = now.get();
        pass(10);
        answers.end(new EndedAnswers("event:7", 5));
        pass(10);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, asked);
        assertThat(answers.find(KEY)).isNull();

        pass(1);
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, now.get());
        assertThat(answers.find(KEY)).as("asked for after the signal").isSameAs(SOLD_OUT);
    }

    @Test
    void aNewerAnswerTakesThePlaceOfAnOlderOneAndNotTheOtherWayRound() {
        Answer newer = new Answer(409, new byte[] {2}, Map.of());
        long first = now.get();
        pass(10);
        answers.keep(KEY, newer, FOR_A_SECOND, now.get());
        answers.keep(KEY, SOLD_OUT, FOR_A_SECOND, first);
        assertThat(answers.find(KEY)).isSameAs(newer);
    }

    @Test
    void longQuestionsAreNotRemembered() {
        EdgeKey padded = new EdgeKey("/apply", "eventId=7&x=" + "x".repeat(1_000), null, Language.EN);
        answers.keep(padded, SOLD_OUT, FOR_A_SECOND, now.get());
        assertThat(answers.find(padded)).isNull();
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}

package io.firstcome.auth.code;

/** What a guess was. The last two are told alike. */
sealed interface Checking {

    /**
     * The code, which is used up now.
     *
     * @param millisLeft how long it would have been valid
     * @param triesLeft  how many wrong guesses it would have borne
     */
    record Right(long millisLeft, long triesLeft) implements Checking {}

    /** Looked at, and not the code. */
    record Wrong() implements Checking {}

    /** There is no code: never sent, expired, used, or tried too often. */
    record NoCode() implements Checking {}
}

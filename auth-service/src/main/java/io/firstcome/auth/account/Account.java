package io.firstcome.auth.account;

/**
 * One person, as of now.
 *
 * @param id    what every other service knows the person by
 * @param admin whether the address is among the admins' at this moment
 */
public record Account(long id, boolean admin) {}

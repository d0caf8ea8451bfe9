package io.firstcome.loadtest.badinput;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.loadtest.http.Request;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that must be refused.
 *
 * @param name    what is bad about it
 * @param request the request
 * @param allowed the refusals that are right
 */
record Probe(String name, Request request, Set<ProblemCode> allowed) {

    Probe(String name, Request request, ProblemCode... allowed) {
        this(name, request, Set.of(allowed));
    }

    /** Returns the right refusals for a message, such as {@code 401 INVALID_TOKEN}. */
    String expected() {
        return Arrays.stream(ProblemCode.values())
                .filter(allowed::contains)
                .map(code -> code.status() + " " + code)
                .collect(Collectors.joining(" or "));
    }
}

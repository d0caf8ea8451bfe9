package io.firstcome.loadtest.blast;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes everything that is heard; fails when a request is heard twice. */
final class Notes implements Ear {

    final Map<Long, String> heard = new TreeMap<>();
    final Map<Long, IOException> unheard = new TreeMap<>();
    final List<Long> nanos = new ArrayList<>();

    @Override
    public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long took) {
        once(number);
        heard.put(number, status + "/" + new String(buffer, bodyFrom, bodyLength, StandardCharsets.ISO_8859_1));
        nanos.add(took);
    }

    @Override
    public void unheard(long number, IOException why) {
        once(number);
        unheard.put(number, why);
    }

    private void once(long number) {
        if (heard.containsKey(number) || unheard.containsKey(number)) {
            throw new IllegalStateException("request " + number + " has ended twice");
        }
    }

    /** Returns shots that GET these paths. */
    static Shots get(String... paths) {
        Iterator<String> next = Arrays.asList(paths).iterator();
        return () -> next.hasNext() ? Requests.get(next.next(), "localhost", null) : null;
    }

    /** Returns shots that GET {@code /200/<number>} so many times. */
    static Shots numbered(int count) {
        String[] paths = new String[count];
        Arrays.setAll(paths, number -> "/200/" + number);
        return get(paths);
    }
}

package io.firstcome.localstack.launch;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What the command line asks for.
 *
 * @param instances how many instances of a service there are to be, where it is not one
 * @param fresh whether to forget all data first
 * @param help whether only help is wanted
 */
record Options(Map<Service, Integer> instances, boolean fresh, boolean help) {
    private static final int MOST_INSTANCES = 8;

    /** @throws LaunchException when the arguments make no sense */
    static Options parse(String... arguments) {
        Map<Service, Integer> instances = new EnumMap<>(Service.class);
        boolean fresh = false;
        boolean help = false;
        for (var words = Arrays.asList(arguments).iterator(); words.hasNext(); ) {
            var word = words.next();
            if (word.startsWith("--instances=")) {
                instances.putAll(counts(word.substring("--instances=".length())));
                continue;
            }
            switch (word) {
                case "--instances" -> instances.putAll(counts(valueOf(word, words)));
                case "--fresh" -> fresh = true;
                case "--help", "-h" -> help = true;
                default -> throw new LaunchException("unknown option " + word + " (see ./run --help)");
            }
        }
        return new Options(Map.copyOf(instances), fresh, help);
    }

    private static String valueOf(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new LaunchException(option + " needs a value (see ./run --help)");
        }
        return words.next();
    }

    private static Map<Service, Integer> counts(String list) {
        Map<Service, Integer> counts = new EnumMap<>(Service.class);
        for (var item : list.split(",")) {
            var parts = item.strip().split("=", 2);
            if (parts.length < 2 || !parts[1].matches("[1-9]") || Integer.parseInt(parts[1]) > MOST_INSTANCES) {
                throw new LaunchException(
                        "--instances wants service=number (1 to " + MOST_INSTANCES + "), not '" + item + "'");
            }
            var service = Service.of(parts[0]);
            if (service == Service.DISCOVERY && !parts[1].equals("1")) {
                throw new LaunchException("discovery-service runs once: it has no peers to replicate to");
            }
            counts.put(service, Integer.parseInt(parts[1]));
        }
        return counts;
    }
}

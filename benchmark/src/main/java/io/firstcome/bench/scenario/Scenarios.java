package io.firstcome.bench.scenario;

import io.firstcome.localstack.backend.Redis;
import java.util.ArrayList;
import java.util.List;

/** All scenarios, in the order in which they are run and shown. */
public final class Scenarios {
    /** What {@code --only} may name. */
    public static final List<String> GROUPS = List.of(
            Names.CONSTANT,
            Names.ROUTING,
            RawScript.GROUP,
            Names.ACCEPTED,
            Names.SOLD_OUT,
            Names.STATUS,
            Looking.GROUP,
            Names.LONE,
            Names.STAMPEDE,
            ManyEvents.GROUP,
            ManyClaims.GROUP);

    private static final int PIPELINED = 16;

    private Scenarios() {}

    /** Whether one of these groups needs the floors' processes. */
    public static boolean needFloors(List<String> groups) {
        return groups.contains(Names.CONSTANT) || groups.contains(Names.ROUTING);
    }

    /** The scenarios of these groups. */
    public static List<Scenario> of(List<String> groups, Sizes sizes, Redis redis) {
        List<Scenario> all = new ArrayList<>();
        all.add(Floor.constant());
        all.add(Floor.routing());
        all.add(new RawScript(redis, 1));
        all.add(new RawScript(redis, PIPELINED));
        all.add(new Accepted());
        all.add(new SoldOut(sizes.users()));
        all.add(new Status(sizes.users()));
        all.add(Looking.files());
        all.add(Looking.again());
        all.add(Looking.event());
        all.add(new Lone());
        all.add(new Stampede(sizes.stampede()));
        sizes.events().forEach(count -> all.add(new ManyEvents(count)));
        sizes.claims().forEach(count -> all.add(new ManyClaims(count)));
        return all.stream()
                .filter(scenario -> groups.contains(scenario.group()))
                .toList();
    }
}

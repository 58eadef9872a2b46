package org.overtap.deploy.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.topology.IpAddress;

/**
 * Whom a collector is to hear: the addresses from which the plan's probes send to it. Each has the name of its node;
 * where nodes share an address, that of the first of them.
 */
final class Hearing {
    /** A command line to a node holds 128 KiB in all. */
    private static final int LONGEST = 100_000;

    private Hearing() {}

    /**
     * What the places of an instrument's {@code exporters} stand for, for each of them.
     *
     * @param node the collector's
     * @param sources by node, the address that its records come from
     */
    static List<Map<String, String>> of(OverlayPlan plan, String node, Function<String, String> sources) {
        Map<String, String> names = new LinkedHashMap<>();
        plan.probes().stream()
                .filter(probe -> probe.collector().filter(node::equals).isPresent())
                .forEach(probe -> names.putIfAbsent(plain(sources.apply(probe.node())), PlainName.whole(probe.node())));
        List<Map<String, String>> each = new ArrayList<>();
        names.forEach((address, name) -> each.add(Map.of("exporter", name, "from", address)));
        return each;
    }

    private static String plain(String address) {
        return IpAddress.parse(address).map(IpAddress::toString).orElse(address);
    }

    /** Refuses words that no node takes. */
    static void requireShort(List<String> argv, String node, int exporters) {
        if (argv.stream().mapToLong(word -> word.length() + 3L).sum() > LONGEST) {
            throw new PlanException("the collector on " + node + " is to hear " + exporters
                    + " nodes, which is more than a command line holds: give the plan more collectors");
        }
    }
}

package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.overtap.record.Exporter;
import org.overtap.record.FlowFilter;
import org.overtap.topology.IpAddress;

/**
 * What nfdump can leave out by itself: a filter in its own language that lets all records pass that fit, and perhaps
 * others. Times and packet sizes are left to the reader.
 */
final class NfdumpFilter {
    private static final String ALL = "any";

    /** Longer lists would not fit a command line; nfdump reads on and the reader sorts out. */
    private static final int LONGEST = 1000;

    private NfdumpFilter() {}

    static String of(FlowFilter filter) {
        List<String> terms = new ArrayList<>();
        add(terms, "proto ", filter.protocols());
        add(terms, "tos ", filter.tos());
        between(terms, "port", filter.ports().stream().map(String::valueOf).toList());
        between(
                terms,
                "ip",
                filter.addresses().stream().map(IpAddress::toString).toList());
        return terms.isEmpty() ? ALL : String.join(" and ", terms);
    }

    private static void between(List<String> terms, String what, List<String> values) {
        if (!values.isEmpty() && values.size() <= LONGEST) {
            String list = values.stream().collect(Collectors.joining(" ", what + " in [", "]"));
            terms.add("(src " + list + " and dst " + list + ")");
        }
    }

    /** Lets pass what that exporter told of these ends. */
    static String only(Exporter exporter, List<IpAddress> ends) {
        List<String> terms = new ArrayList<>(List.of("router ip " + exporter.address()));
        exporter.sourceId().ifPresent(id -> terms.add("engine-id " + id));
        ends.forEach(end -> terms.add("ip " + end));
        return String.join(" and ", terms);
    }

    private static void add(List<String> terms, String word, Collection<Integer> values) {
        if (!values.isEmpty()) {
            terms.add(values.stream().map(value -> word + value).collect(Collectors.joining(" or ", "(", ")")));
        }
    }
}

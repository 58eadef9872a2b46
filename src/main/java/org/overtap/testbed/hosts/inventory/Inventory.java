package org.overtap.testbed.hosts.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of hosts, read.
 *
 * @param source the file, or what stands for a list that was typed
 * @param hosts in the list's order, no two of one name
 * @param segments what it says of segments
 * @param notes what was passed over, for the user
 */
public record Inventory(String source, List<HostEntry> hosts, List<SegmentHint> segments, List<String> notes) {
    /** More could not all be logged in on in one go. */
    static final int MOST_HOSTS = 1000;

    public Inventory {
        hosts = List.copyOf(hosts);
        segments = List.copyOf(segments);
        notes = List.copyOf(notes);
        Map<String, Mark> names = new HashMap<>();
        for (HostEntry host : hosts) {
            Mark before = names.putIfAbsent(host.name(), host.at());
            if (before != null) {
                throw host.at()
                        .error("a second host is called " + host.name() + " (the first: " + before
                                + "): give one another name");
            }
        }
        Mark whole = new Mark(source, 0, 0);
        if (hosts.isEmpty()) {
            throw whole.error("no hosts are listed");
        }
        if (hosts.size() > MOST_HOSTS) {
            throw whole.error("lists " + hosts.size() + " hosts; more than " + MOST_HOSTS + " are not read");
        }
    }
}

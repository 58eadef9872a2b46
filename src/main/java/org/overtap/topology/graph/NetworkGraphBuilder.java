package org.overtap.topology.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overtap.topology.DiscoveryNote;

/** Collects what a file draws; rows that join the same nodes again are dropped at the end. */
final class NetworkGraphBuilder {
    private static final int MOST_WARNED = 20;

    private final NameIndex names = new NameIndex();
    private final IntBuffer ends = new IntBuffer();
    private final IntBuffer lanStart = new IntBuffer();
    private final IntBuffer lanMembers = new IntBuffer();
    private final Map<Integer, NetworkGraph.Attributes> attributes = new HashMap<>();
    private final Set<LanKey> lansSeen = new HashSet<>();
    private final List<DiscoveryNote> found = new ArrayList<>();
    private int[] stamps = new int[64];
    private int repeated;

    /** The nodes of a LAN, whatever their order. */
    private static final class LanKey {
        private final int[] members;

        LanKey(int[] members) {
            this.members = members.clone();
            Arrays.sort(this.members);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LanKey that && Arrays.equals(members, that.members);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(members);
        }
    }

    NameIndex names() {
        return names;
    }

    void attributes(int node, NetworkGraph.Attributes said) {
        attributes.put(node, said);
    }

    /** Takes note of what was found odd while reading. */
    void find(DiscoveryNote note) {
        found.add(note);
    }

    void link(int a, int b) {
        ends.add(a);
        ends.add(b);
    }

    /** A row of any size: a link to itself, a link, or a LAN, by how many different nodes it joins. */
    void row(int[] nodes) {
        int[] different = nodes.length == 2 ? nodes : distinct(nodes);
        if (different.length <= 2) {
            link(different[0], different[different.length - 1]);
        } else if (lansSeen.add(new LanKey(different))) {
            lanStart.add(lanMembers.size());
            Arrays.stream(different).forEach(lanMembers::add);
        } else {
            repeated++;
        }
    }

    int links() {
        return ends.size() / 2;
    }

    /** Bytes that the drawing and its cover problem take, as measured, rounded up. */
    long bytesNeeded() {
        return 70L * links() + 60L * names.size() + 40L * lanMembers.size();
    }

    NetworkGraph build(String name) {
        dropParallels();
        lanStart.add(lanMembers.size());
        return new NetworkGraph(
                name, names, ends.toArray(), lanStart.toArray(), lanMembers.toArray(), attributes, findings());
    }

    private int[] distinct(int[] nodes) {
        if (stamps.length < names.size()) {
            stamps = new int[2 * names.size()];
        }
        Arrays.stream(nodes).forEach(v -> stamps[v] = 1);
        int[] different = Arrays.stream(nodes).filter(v -> stamps[v]-- == 1).toArray();
        Arrays.stream(nodes).forEach(v -> stamps[v] = 0);
        return different;
    }

    /** Groups the links by their lower end, and keeps of each group the first to each upper end. */
    private void dropParallels() {
        int[] next = new int[names.size() + 1];
        for (int link = 0; link < links(); link++) {
            next[lower(link) + 1]++;
        }
        for (int v = 0; v < names.size(); v++) {
            next[v + 1] += next[v];
        }
        int[] grouped = new int[links()];
        for (int link = 0; link < links(); link++) {
            grouped[next[lower(link)]++] = link;
        }
        int[] lastSeenFrom = new int[names.size()];
        Arrays.fill(lastSeenFrom, -1);
        int before = repeated;
        for (int link : grouped) {
            int low = lower(link);
            int high = Math.max(ends.get(2 * link), ends.get(2 * link + 1));
            if (lastSeenFrom[high] == low) {
                ends.set(2 * link, -1);
                repeated++;
            }
            lastSeenFrom[high] = low;
        }
        if (repeated > before) {
            compact();
        }
    }

    private int lower(int link) {
        return Math.min(ends.get(2 * link), ends.get(2 * link + 1));
    }

    private void compact() {
        int kept = 0;
        for (int i = 0; i < ends.size(); i += 2) {
            if (ends.get(i) >= 0) {
                ends.set(kept++, ends.get(i));
                ends.set(kept++, ends.get(i + 1));
            }
        }
        ends.truncate(kept);
    }

    private List<DiscoveryNote> findings() {
        List<DiscoveryNote> findings = new ArrayList<>(found);
        int loops = 0;
        for (int link = 0; link < links(); link++) {
            int node = ends.get(2 * link);
            if (node == ends.get(2 * link + 1) && loops++ < MOST_WARNED) {
                findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        names.name(node),
                        "is linked to itself: only a probe on the node sees that link"));
            }
        }
        if (loops > MOST_WARNED) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    "self loops",
                    (loops - MOST_WARNED) + " more nodes are linked to themselves"));
        }
        if (repeated > 0) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.INFERRED,
                    "parallel segments",
                    repeated + " join the same nodes as an earlier one, and count as that one"));
        }
        return findings;
    }
}

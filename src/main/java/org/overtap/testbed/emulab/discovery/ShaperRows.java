package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Shaping;

/** What all delay nodes and end nodes shape, sorted by link and checked against what the boss tells. */
final class ShaperRows {
    /**
     * A row and who told it.
     *
     * @param node the node that shapes
     * @param row what it shapes
     */
    record Told(String node, DelayRow row) {}

    private final Map<String, List<Told>> byShapers = new TreeMap<>();
    private final Map<String, List<Told>> byEnds = new TreeMap<>();

    private final List<PresentShaping> present = new ArrayList<>();

    ShaperRows(ExperimentSnapshot snapshot, Map<String, NodeFacts> readings) throws TestbedException {
        for (NodeFacts reading : readings.values()) {
            if (snapshot.bridges().contains(reading.node())) {
                continue;
            }
            present.addAll(reading.shaping());
            boolean shaper = snapshot.shaper(snapshot.machines().get(reading.node()));
            for (DelayRow row : reading.rows()) {
                check(snapshot, reading, row, shaper);
                (shaper ? byShapers : byEnds)
                        .computeIfAbsent(row.link(), link -> new ArrayList<>())
                        .add(new Told(reading.node(), row));
            }
        }
    }

    /** Rows of delay nodes about the link or LAN. */
    List<Told> shapers(String link) {
        return byShapers.getOrDefault(link, List.of());
    }

    /** Rows of its own members about the link or LAN. */
    List<Told> ends(String link) {
        return byEnds.getOrDefault(link, List.of());
    }

    /** What is done now to the traffic of a LAN's member, where its shaper tells. */
    Optional<PresentShaping> ofMember(String lan, String node) {
        return present.stream()
                .filter(told -> told.link().equals(lan)
                        && told.from().equals(node)
                        && told.to().equals(node))
                .findFirst();
    }

    /** What is done now on the whole way from an end of a link to the other, where somebody tells. */
    Optional<Shaping> sentBy(String link, String node) {
        return present.stream()
                .filter(told -> told.link().equals(link) && !told.from().equals(told.to()))
                .flatMap(told -> told.from().equals(node)
                        ? Stream.of(told.forth())
                        : told.to().equals(node) ? told.back().stream() : Stream.empty())
                .findFirst();
    }

    private static void check(ExperimentSnapshot snapshot, NodeFacts reading, DelayRow row, boolean shaper)
            throws TestbedException {
        List<LanMember> members = snapshot.lans().get(row.link());
        if (members == null) {
            throw row.contradiction("there is no link or LAN called " + row.link());
        }
        for (String node : new TreeSet<>(List.of(row.node0(), row.node1()))) {
            if (members.stream().noneMatch(member -> member.node().equals(node))) {
                throw row.contradiction("node " + node + " is not on " + row.link());
            }
        }
        if (shaper) {
            checkPorts(reading, row);
        } else if (!row.node0().equals(reading.node()) || !row.lanMember()) {
            throw row.contradiction("an end node can shape only its own traffic");
        } else if (!reading.has(row.iface0())) {
            throw row.contradiction("the node has no interface " + row.iface0());
        }
    }

    private static void checkPorts(NodeFacts reading, DelayRow row) throws TestbedException {
        if (!row.duplex()) {
            throw row.contradiction("a shaper cannot shape one direction only");
        }
        if (row.iface0().equals(row.iface1())) {
            throw row.contradiction("both its ports are " + row.iface0());
        }
        for (String iface : List.of(row.iface0(), row.iface1())) {
            if (!reading.has(iface)) {
                throw row.contradiction("the shaper has no interface " + iface);
            }
        }
    }
}

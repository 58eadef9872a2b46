package org.overtap.overlay.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.taps.TapKind;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * The experiment without what was added for an overlay. As a rule that is what it was before, on the machines that it
 * has now; where its user changed it since, what was added is taken out of what is there.
 */
public final class BaselineTopology {
    private final Topology before;
    private final Set<String> tapped = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    private BaselineTopology(Topology before, ExperimentChange change) {
        this.before = before;
        change.taps().forEach(tap -> tapped.add(tap.segment()));
    }

    /**
     * The experiment's own part of what was read. A LAN floods in it only if the testbed says so: what was vouched for
     * when the change was made was vouched for then.
     *
     * @param before the experiment before the change
     * @param read the experiment as the testbed tells it
     * @param change what was added
     */
    public static Topology of(Topology before, Topology read, ExperimentChange change) {
        boolean edited = !TopologyDiff.differences(before, read, change).isEmpty();
        Topology own = edited ? new BaselineTopology(before, change).without(read, change) : onMachinesOf(before, read);
        List<Segment> segments = own.segments().stream()
                .map(segment -> asTold(segment, read, change))
                .toList();
        return new Topology(own.experiment(), own.nodes(), segments, own.findings());
    }

    /** A LAN that was given a listener is told to flood because of that alone. */
    private static Segment asTold(Segment own, Topology read, ExperimentChange change) {
        boolean told = read.segment(own.name()).map(Segment::medium).orElse(own.medium()) == Medium.FLOODING;
        boolean listener = change.taps().stream()
                .anyMatch(tap -> tap.segment().equals(own.name())
                        && !TapKind.named(tap.style()).inline());
        return own instanceof Lan lan && lan.medium() == Medium.FLOODING && (!told || listener)
                ? lan.withMedium(Medium.SWITCHED)
                : own;
    }

    private static Topology onMachinesOf(Topology before, Topology read) {
        List<Node> nodes = before.nodes().stream()
                .map(node -> node.withMachine(read.node(node.name()).flatMap(Node::machine)))
                .toList();
        return new Topology(before.experiment(), nodes, before.segments(), before.findings());
    }

    private Topology without(Topology read, ExperimentChange change) {
        List<Segment> segments = read.segments().stream().map(this::own).toList();
        List<Node> nodes = new ArrayList<>();
        for (Node node : read.nodes()) {
            if (node.role() == Role.SHAPER) {
                shaper(node).ifPresent(nodes::add);
            } else if (!change.addedNodes().contains(node.name())) {
                nodes.add(node);
            }
        }
        return new Topology(read.experiment(), nodes, segments, read.findings());
    }

    private Segment own(Segment now) {
        Optional<Segment> was = before.segment(now.name()).filter(segment -> tapped.contains(now.name()));
        if (was.isEmpty()) {
            now.shapers().forEach(this::use);
            return now;
        }
        List<Shaper> shapers = now.shapers().stream()
                .filter(shaper -> was.get().shaperOf(shaper.member()).isPresent())
                .toList();
        shapers.forEach(this::use);
        List<Member> members = now.talkers().stream()
                .map(member -> asBefore(was.get(), member))
                .toList();
        boolean link = was.get() instanceof Link && members.size() == 2;
        return now instanceof Link || link
                ? new Link(now.name(), members, shapers, now.carrier())
                : new Lan(now.name(), now.medium(), members, shapers, now.carrier());
    }

    /** End nodes that shaped do so no more since they are tapped. */
    private static Member asBefore(Segment was, Member now) {
        boolean shaped = was.member(now.endpoint()).map(Member::endShaped).orElse(now.endShaped());
        return new Member(now.node(), now.iface(), now.out(), now.in(), shaped);
    }

    private void use(Shaper shaper) {
        used.add(shaper.node() + ' ' + shaper.near());
        used.add(shaper.node() + ' ' + shaper.far());
    }

    /** A shaper with the ports that are the experiment's own; empty if it has none. */
    private Optional<Node> shaper(Node node) {
        List<Interface> ports = node.interfaces().stream()
                .filter(port -> used.contains(node.name() + ' ' + port.name()))
                .toList();
        return ports.isEmpty() ? Optional.empty() : Optional.of(node.withInterfaces(ports));
    }
}

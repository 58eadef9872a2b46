package org.overtap.testbed.geni.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.testbed.geni.rspec.LineRate;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverEnd;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.testbed.geni.rspec.SliverPipe;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;

/** Makes one segment of a group. */
final class SliverSegment {
    private final SliverGroups.Group group;
    private final SliverInterfaces interfaces;
    private final ProfileAdditions additions;
    private final List<DiscoveryNote> findings;

    /** Findings are added to the list. */
    SliverSegment(
            SliverGroups.Group group,
            SliverInterfaces interfaces,
            ProfileAdditions additions,
            List<DiscoveryNote> findings) {
        this.group = group;
        this.additions = additions;
        this.interfaces = interfaces;
        this.findings = findings;
    }

    Segment build() {
        List<SliverEnd> ends = group.ends();
        List<Member> members = ends.stream().map(this::member).toList();
        List<Shaper> shapers = shapers(ends);
        boolean link = ends.size() == 2
                && group.parts().stream().allMatch(part -> part.ends().size() == 2);
        tellSwitch();
        tellHiddenShaping(members);
        if (link) {
            Endpoint first = members.get(0).endpoint();
            return new Link(
                    group.name(),
                    members,
                    shapers.stream().filter(s -> s.member().equals(first)).toList());
        }
        boolean floods = !group.hasSwitch()
                && group.parts().stream().allMatch(part -> part.link().floods());
        if (floods) {
            told(DiscoveryNote.Kind.INFERRED, "floods: its switch was asked not to learn addresses");
        }
        return new Lan(group.name(), floods ? Medium.FLOODING : Medium.SWITCHED, members, shapers);
    }

    private Member member(SliverEnd end) {
        Endpoint at = endpoint(end);
        if (additions.listens(group.name(), at.node())) {
            return Member.listening(at.node(), at.iface());
        }
        boolean own = interfaces.shapes(end);
        return new Member(at.node(), at.iface(), sent(end), received(end), own);
    }

    private Endpoint endpoint(SliverEnd end) {
        return new Endpoint(end.node().name(), interfaces.at(end).name());
    }

    /** What is done to what it sends: by the bridge before it, else as its link says. */
    private Shaping sent(SliverEnd end) {
        Optional<SliverPipe> bridged =
                bridgePort(end).flatMap(port -> pipe(port.node().pipes(), port));
        if (bridged.isPresent()) {
            return bridged.get().shaping();
        }
        SliverExperiment.Ends part = part(end);
        return pipe(part.link().pipes(), end)
                .map(pipe -> LineRate.shaping(pipe.shaping(), interfaces.speed(end)))
                .map(shaping -> part.ends().size() > 2 ? half(shaping) : shaping)
                .orElse(Shaping.NONE);
    }

    /** A LAN is told pair by pair, and half of that is done at each end; a link is told from end to end. */
    private Shaping received(SliverEnd end) {
        SliverExperiment.Ends part = part(end);
        return part.ends().size() > 2 ? sent(end) : Shaping.NONE;
    }

    private static Shaping half(Shaping whole) {
        return new Shaping(whole.delayMs() / 2, whole.kbitPerSecond(), 1 - Math.sqrt(1 - whole.loss()));
    }

    private static Optional<SliverPipe> pipe(List<SliverPipe> pipes, SliverEnd from) {
        return pipes.stream().filter(pipe -> pipe.comesFrom(from.port())).findFirst();
    }

    private SliverExperiment.Ends part(SliverEnd end) {
        return group.parts().stream()
                .filter(part -> part.ends().contains(end))
                .findFirst()
                .orElseThrow();
    }

    /** The port of a bridge that has nothing but this end before it. */
    private Optional<SliverEnd> bridgePort(SliverEnd end) {
        List<SliverEnd> here = part(end).ends();
        return here.size() == 2
                ? here.stream()
                        .filter(other -> group.bridges().contains(other.node()))
                        .findFirst()
                : Optional.empty();
    }

    private List<Shaper> shapers(List<SliverEnd> ends) {
        List<Shaper> shapers = new ArrayList<>();
        for (SliverEnd end : ends) {
            bridgePort(end)
                    .filter(near -> near.node().enterable())
                    .flatMap(near -> far(near)
                            .map(far -> new Shaper(
                                    near.node().name(),
                                    interfaces.at(near).name(),
                                    interfaces.at(far).name(),
                                    endpoint(end))))
                    .ifPresent(shapers::add);
        }
        shapers.sort(Comparator.comparing(Shaper::member));
        return shapers;
    }

    /** The one other port of the bridge. */
    private static Optional<SliverEnd> far(SliverEnd near) {
        SliverNode bridge = near.node();
        return bridge.ports().size() == 2
                ? bridge.ports().stream()
                        .filter(port -> !port.equals(near.port()))
                        .map(port -> new SliverEnd(bridge, port))
                        .findFirst()
                : Optional.empty();
    }

    private void tellSwitch() {
        Stream<SliverNode> switches =
                group.joined().stream().filter(node -> !group.bridges().contains(node));
        switches.forEach(node -> told(
                DiscoveryNote.Kind.INFERRED,
                "is taken for one LAN, because switch " + node.name() + " joins "
                        + String.join(
                                ", ",
                                group.parts().stream()
                                        .map(part -> part.link().name())
                                        .toList())
                        + "; nobody can listen on the switch"));
    }

    private void tellHiddenShaping(List<Member> members) {
        group.bridges().stream()
                .filter(bridge -> !bridge.enterable())
                .forEach(bridge -> told(
                        DiscoveryNote.Kind.HIDDEN,
                        "has the bridge " + bridge.name() + ", on which nobody can log in: no probe can stand there"));
        if (!group.bridges().isEmpty()) {
            return;
        }
        members.stream()
                .filter(member -> !member.out().equals(Shaping.NONE))
                .findFirst()
                .ifPresent(member -> told(
                        member.endShaped() ? DiscoveryNote.Kind.INFERRED : DiscoveryNote.Kind.HIDDEN,
                        "is shaped (" + text(member.out()) + ")"
                                + (member.endShaped()
                                        ? " by its own ends"
                                        : " by something that the manifest does not show: no probe can stand there")));
    }

    private static String text(Shaping shaping) {
        List<String> words = new ArrayList<>();
        if (shaping.kbitPerSecond() > 0) {
            words.add(shaping.kbitPerSecond() + " kbit/s");
        }
        if (shaping.delayMs() > 0) {
            words.add(String.format(Locale.ROOT, "%.1f ms", shaping.delayMs()));
        }
        if (shaping.loss() > 0) {
            words.add(String.format(Locale.ROOT, "a loss of %.2f %%", 100 * shaping.loss()));
        }
        return String.join(", ", words);
    }

    private void told(DiscoveryNote.Kind kind, String text) {
        findings.add(new DiscoveryNote(kind, group.name(), text));
    }
}

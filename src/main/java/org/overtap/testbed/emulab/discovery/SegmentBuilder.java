package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;

/** Makes one segment from its members and from the rows that shape it. */
final class SegmentBuilder {
    private final String name;
    private final Map<LanMember, Interface> members;
    private final ShaperRows rows;
    private final ExperimentSnapshot snapshot;
    private final boolean flooding;
    private final List<DiscoveryNote> findings;

    /** Members come in the script's order, each with its interface. Findings are added to the list. */
    SegmentBuilder(
            String name,
            Map<LanMember, Interface> members,
            ShaperRows rows,
            ExperimentSnapshot snapshot,
            List<DiscoveryNote> findings) {
        this.name = name;
        this.members = new LinkedHashMap<>(members);
        this.rows = rows;
        this.snapshot = snapshot;
        this.flooding = snapshot.floods(name).isPresent();
        this.findings = findings;
    }

    Segment assemble() throws TestbedException {
        List<Member> ends = new ArrayList<>();
        for (Map.Entry<LanMember, Interface> entry : members.entrySet()) {
            LanMember member = entry.getKey();
            ends.add(new Member(
                    member.node(),
                    entry.getValue().name(),
                    now(member, true),
                    now(member, false),
                    endShaped(member, entry.getValue()),
                    snapshot.listens(member)));
        }
        List<Shaper> shapers = shapers(ends);
        if (isLink(shapers)) {
            return new Link(name, ends, shapers);
        }
        snapshot.floods(name).ifPresent(this::inferred);
        return new Lan(name, flooding ? Medium.FLOODING : Medium.SWITCHED, ends, shapers);
    }

    /** What is done now to what a member sends or gets: the boss goes on telling the script's values. */
    private Shaping now(LanMember member, boolean sent) {
        Shaping asked = sent ? member.out() : member.in();
        Optional<Shaping> own = rows.ofMember(name, member.node())
                .flatMap(told -> sent ? Optional.of(told.forth()) : told.back())
                .flatMap(told -> PresentShaping.other(told, asked));
        Optional<Shaping> now = own.isPresent() ? own : halfOfTheWay(member, sent);
        now.ifPresent(told -> inferred("is shaped otherwise than the boss tells: what " + member.node()
                + (sent ? " sends" : " gets") + " there now has " + text(told) + ", not " + text(asked)));
        return now.orElse(asked);
    }

    /** Half of what a link does between its two ends, where that is not what the boss tells of both together. */
    private Optional<Shaping> halfOfTheWay(LanMember member, boolean sent) {
        if (members.size() != 2) {
            return Optional.empty();
        }
        List<LanMember> ends = List.copyOf(members.keySet());
        LanMember other = ends.get(ends.get(0).equals(member) ? 1 : 0);
        LanMember from = sent ? member : other;
        LanMember to = sent ? other : member;
        return rows.sentBy(name, from.node())
                .flatMap(told -> PresentShaping.other(told, PresentShaping.both(from.out(), to.in())))
                .map(PresentShaping::half);
    }

    private static String text(Shaping shaping) {
        return String.format(
                Locale.ROOT,
                "%d kbit/s, %.1f ms and a loss of %.2f %%",
                shaping.kbitPerSecond(),
                shaping.delayMs(),
                100 * shaping.loss());
    }

    /** The boss does not tell a link from a LAN of two; how it is shaped does. */
    private boolean isLink(List<Shaper> shapers) {
        if (members.size() != 2 || flooding) {
            return false;
        }
        if (!shapers.isEmpty()) {
            boolean across =
                    rows.shapers(name).stream().noneMatch(told -> told.row().lanMember());
            inferred("has two members and is a " + (across ? "link" : "LAN") + ", because shaper "
                    + shapers.get(0).node() + (across ? " stands between them" : " stands before one of them"));
            return across;
        }
        if (rows.ends(name).stream().anyMatch(told -> told.row().duplex())) {
            inferred("has two members and is a LAN, because an end node shapes it in both directions");
            return false;
        }
        inferred("has two members and may be a link or a LAN: taken as a link, which is covered in the same way");
        return true;
    }

    private List<Shaper> shapers(List<Member> ends) throws TestbedException {
        List<Shaper> shapers = new ArrayList<>();
        Set<Endpoint> taken = new HashSet<>();
        for (ShaperRows.Told told : rows.shapers(name)) {
            DelayRow row = told.row();
            Endpoint near = only(row, row.node0(), ends);
            Endpoint far = only(row, row.node1(), ends);
            if (!row.lanMember() && ends.size() != 2) {
                throw row.contradiction(name + " has " + ends.size() + " members, but is shaped like a link");
            }
            if (!taken.add(near) || !row.lanMember() && !taken.add(far)) {
                throw row.contradiction(name + " is shaped twice before the same member");
            }
            boolean turned = !row.lanMember() && !near.equals(ends.get(0).endpoint());
            shapers.add(
                    turned
                            ? new Shaper(told.node(), row.iface1(), row.iface0(), far)
                            : new Shaper(told.node(), row.iface0(), row.iface1(), near));
        }
        shapers.sort(Comparator.comparing(Shaper::member));
        return shapers;
    }

    private Endpoint only(DelayRow row, String node, List<Member> ends) throws TestbedException {
        List<Endpoint> found = ends.stream()
                .filter(end -> end.node().equals(node))
                .map(Member::endpoint)
                .toList();
        if (found.size() != 1) {
            throw row.contradiction(
                    "node " + node + " is on " + name + " " + found.size() + " times, so its shaper cannot be told");
        }
        return found.get(0);
    }

    private boolean endShaped(LanMember member, Interface iface) throws TestbedException {
        for (ShaperRows.Told told : rows.ends(name)) {
            if (told.node().equals(member.node()) && told.row().iface0().equals(iface.name())) {
                return true;
            }
            boolean onceHere = members.keySet().stream()
                            .filter(m -> m.node().equals(member.node()))
                            .count()
                    == 1;
            if (told.node().equals(member.node()) && onceHere) {
                throw told.row()
                        .contradiction("the node reaches " + name + " by " + iface.name() + ", not by "
                                + told.row().iface0());
            }
        }
        return false;
    }

    private void inferred(String text) {
        findings.add(new DiscoveryNote(DiscoveryNote.Kind.INFERRED, name, text));
    }
}

package org.overtap.testbed.emulab.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.plan.UniqueName;
import org.overtap.overlay.taps.TapKind;
import org.overtap.overlay.taps.TapNames;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Lan;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Turns planned taps into what a script asks for, with names that nothing has yet for what a plan does not name. The
 * one place that knows the styles: a new one is one line here.
 */
public final class SegmentTaps {
    private static final Map<String, Style> STYLES = new TreeMap<>(Map.of(
            "shaper", new Style(false, SegmentTaps::shaper),
            "member-shaper", new Style(false, SegmentTaps::members),
            "bridge", new Style(true, SegmentTaps::bridge),
            "bridge-lan", new Style(true, SegmentTaps::bridgeOrLan),
            "lan", new Style(true, SegmentTaps::lan)));
    private static final List<Long> NATIVE_KBIT = List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);

    private final Topology topology;
    private final Set<String> flooding;
    private final Set<String> taken = new TreeSet<>();

    /**
     * @param addsNode whether each tap is a node of its own
     * @param maker makes the taps on one segment
     */
    private record Style(boolean addsNode, Maker maker) {}

    private interface Maker {
        List<Tap> on(SegmentTaps taps, Segment segment, PlannedTap planned);
    }

    private SegmentTaps(Topology topology, List<PlannedTap> planned, Set<String> flooding) {
        this.topology = topology;
        this.flooding = flooding;
        topology.nodes().stream().map(Node::name).forEach(taken::add);
        topology.segments().stream().map(Segment::name).forEach(taken::add);
        planned.forEach(tap -> tap.node().ifPresent(taken::add));
    }

    /** The names of the styles. */
    public static List<String> styles() {
        return List.copyOf(STYLES.keySet());
    }

    /**
     * The taps of a plan, which has nothing that only listens but where somebody vouched for the segment to flood.
     *
     * @throws RewriteException if a style or a segment is not known
     */
    public static List<Tap> of(Topology topology, List<PlannedTap> planned) {
        return of(topology, planned, planned.stream().map(PlannedTap::segment).collect(Collectors.toSet()));
    }

    private static List<Tap> of(Topology topology, List<PlannedTap> planned, Set<String> flooding) {
        SegmentTaps taps = new SegmentTaps(topology, planned, flooding);
        List<Tap> made = new ArrayList<>();
        for (PlannedTap tap : planned) {
            made.addAll(style(tap.style()).maker().on(taps, segment(topology, tap.segment()), tap));
        }
        return made;
    }

    /**
     * A tap on each of those segments, or, if none is given, on every one without a shaper that the style fits.
     *
     * @param flooding LANs-to-be that somebody vouches for to flood
     * @throws RewriteException if the style or a segment is not known
     */
    public static List<Tap> of(String style, Topology topology, List<String> segments, Set<String> flooding) {
        Style known = style(style);
        TapNames names = new TapNames(topology, ScriptLimits.LONGEST_NAME);
        List<PlannedTap> planned = chosen(topology, segments).stream()
                .map(segment -> new PlannedTap(
                        segment.name(),
                        segment.members().stream().map(Member::endpoint).toList(),
                        style,
                        known.addsNode() ? Optional.of(names.next(segment.name())) : Optional.empty()))
                .toList();
        return of(topology, planned, flooding).stream()
                .filter(tap -> !segments.isEmpty()
                        || tap.refusalOn(segment(topology, tap.segment()).kind())
                                .isEmpty())
                .toList();
    }

    private static Style style(String name) {
        Style style = STYLES.get(name);
        if (style == null) {
            throw new RewriteException("no tap style is called " + name + "; known are " + String.join(", ", styles()));
        }
        return style;
    }

    private static List<Segment> chosen(Topology topology, List<String> names) {
        if (names.isEmpty()) {
            return topology.segments().stream()
                    .filter(segment -> segment.shapers().isEmpty())
                    .toList();
        }
        return names.stream().map(name -> segment(topology, name)).toList();
    }

    private static Segment segment(Topology topology, String name) {
        return topology.segment(name)
                .orElseThrow(() -> new RewriteException("the experiment has no segment " + name + ", only "
                        + String.join(
                                ", ",
                                topology.segments().stream().map(Segment::name).toList())));
    }

    private List<Tap> shaper(Segment segment, PlannedTap planned) {
        return List.of(new ShaperTap(segment.name()));
    }

    private List<Tap> members(Segment segment, PlannedTap planned) {
        return planned.at().stream()
                .map(end -> segment.member(end).orElseThrow())
                .<Tap>map(member -> new MemberShaperTap(
                        segment.name(), member.node(), TapKind.kbitPerSecond(planned, member, ScriptLimits.LEAST_KBIT)))
                .toList();
    }

    private List<Tap> bridge(Segment segment, PlannedTap planned) {
        List<BridgeTap.Pin> pins = new ArrayList<>();
        for (Member member : segment.members()) {
            topology.interfaceOf(member.endpoint())
                    .address(IpFamily.V4)
                    .ifPresent(address -> pins.add(new BridgeTap.Pin(member.node(), address.toString())));
        }
        String name = segment.name();
        String node = nodeOf(planned);
        return List.of(new BridgeTap(name, node, free(name + "-a"), free(name + "-b"), pins));
    }

    private List<Tap> bridgeOrLan(Segment segment, PlannedTap planned) {
        return segment instanceof Lan ? lan(segment, planned) : bridge(segment, planned);
    }

    private List<Tap> lan(Segment segment, PlannedTap planned) {
        long widest = segment.members().stream()
                .mapToLong(member -> member.out().kbitPerSecond())
                .max()
                .orElse(0);
        long port = NATIVE_KBIT.stream()
                .filter(kbit -> kbit >= Math.max(widest, 100_000L))
                .findFirst()
                .orElse(10_000_000L);
        String name = segment.name();
        return List.of(new LanTap(name, nodeOf(planned), port, flooding.contains(name)));
    }

    private static String nodeOf(PlannedTap planned) {
        return planned.node()
                .orElseThrow(() -> new RewriteException(
                        "the plan names no node for the tap on " + planned.segment() + ": make it again"));
    }

    private String free(String wish) {
        String name = UniqueName.of(wish, taken, ScriptLimits.LONGEST_NAME);
        taken.add(name);
        return name;
    }
}

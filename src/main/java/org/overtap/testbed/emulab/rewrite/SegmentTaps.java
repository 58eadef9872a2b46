package org.overtap.testbed.emulab.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes taps on whole segments, with names that nothing has yet. A new style is one line here. */
public final class SegmentTaps {
    private static final Map<String, Style> STYLES = new TreeMap<>(
            Map.of("shaper", SegmentTaps::shaper, "bridge", SegmentTaps::bridge, "lan", SegmentTaps::lan));
    private static final List<Long> NATIVE_KBIT = List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);

    private final Topology topology;
    private final Set<String> flooding;
    private final Set<String> taken = new TreeSet<>();

    private interface Style {
        Tap on(SegmentTaps taps, Segment segment);
    }

    private SegmentTaps(Topology topology, Set<String> flooding) {
        this.topology = topology;
        this.flooding = flooding;
        topology.nodes().stream().map(Node::name).forEach(taken::add);
        topology.segments().stream().map(Segment::name).forEach(taken::add);
    }

    /** The names of the styles. */
    public static List<String> styles() {
        return List.copyOf(STYLES.keySet());
    }

    /**
     * A tap on each of those segments, or, if none is given, on every one without a shaper that the style fits.
     *
     * @param flooding LANs-to-be that somebody vouches for to flood
     * @throws RewriteException if the style or a segment is not known
     */
    public static List<Tap> of(String style, Topology topology, List<String> segments, Set<String> flooding) {
        Style known = STYLES.get(style);
        if (known == null) {
            throw new RewriteException(
                    "no tap style is called " + style + "; known are " + String.join(", ", styles()));
        }
        SegmentTaps taps = new SegmentTaps(topology, flooding);
        List<Tap> made = new ArrayList<>();
        for (Segment segment : taps.chosen(segments)) {
            Tap tap = known.on(taps, segment);
            if (!segments.isEmpty() || tap.refusalOn(segment.kind()).isEmpty()) {
                made.add(tap);
            }
        }
        return made;
    }

    private List<Segment> chosen(List<String> names) {
        if (names.isEmpty()) {
            return topology.segments().stream()
                    .filter(segment -> segment.shapers().isEmpty())
                    .toList();
        }
        return names.stream()
                .map(name -> topology.segment(name)
                        .orElseThrow(() -> new RewriteException("the experiment has no segment " + name + ", only "
                                + String.join(
                                        ", ",
                                        topology.segments().stream()
                                                .map(Segment::name)
                                                .toList()))))
                .toList();
    }

    private Tap shaper(Segment segment) {
        return new ShaperTap(segment.name());
    }

    private Tap bridge(Segment segment) {
        List<BridgeTap.Pin> pins = new ArrayList<>();
        for (Member member : segment.members()) {
            topology.interfaceOf(member.endpoint())
                    .address()
                    .ifPresent(address -> pins.add(new BridgeTap.Pin(member.node(), address)));
        }
        String name = segment.name();
        return new BridgeTap(name, free("tap-" + name), free(name + "-a"), free(name + "-b"), pins);
    }

    private Tap lan(Segment segment) {
        long widest = segment.members().stream()
                .mapToLong(member -> member.out().kbitPerSecond())
                .max()
                .orElse(0);
        long port = NATIVE_KBIT.stream()
                .filter(kbit -> kbit >= Math.max(widest, 100_000L))
                .findFirst()
                .orElse(10_000_000L);
        return new LanTap(segment.name(), free("tap-" + segment.name()), port, flooding.contains(segment.name()));
    }

    private String free(String wish) {
        String name = FreeName.of(wish, taken, ScriptLimits.LONGEST_NAME);
        taken.add(name);
        return name;
    }
}

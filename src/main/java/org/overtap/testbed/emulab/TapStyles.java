package org.overtap.testbed.emulab;

import java.util.List;
import java.util.Map;
import org.overtap.overlay.TapChoice;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.rewrite.MemberShaperTap;
import org.overtap.testbed.emulab.rewrite.ShaperTap;
import org.overtap.testbed.emulab.rewrite.Tap;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** How each tap style is asked for in an ns script: a new one is one line here. */
final class TapStyles {
    /** Turns one chosen tap into what the script asks for. */
    interface Style {
        List<Tap> taps(Topology topology, TapChoice.Tap tap) throws TestbedException;
    }

    private static final Map<String, Style> ALL = Map.of(
            "shaper", (topology, tap) -> List.of(new ShaperTap(tap.segment())), "member-shaper", TapStyles::members);

    private TapStyles() {}

    static Style of(String name) throws TestbedException {
        Style style = ALL.get(name);
        if (style == null) {
            throw new TestbedException("no tap style is called " + name + "; known are "
                    + String.join(", ", ALL.keySet().stream().sorted().toList()));
        }
        return style;
    }

    private static List<Tap> members(Topology topology, TapChoice.Tap tap) {
        Segment segment = topology.segment(tap.segment()).orElseThrow();
        if (!(segment instanceof Lan)) {
            return List.of(new ShaperTap(tap.segment()));
        }
        return tap.at().stream().<Tap>map(end -> member(segment, end)).toList();
    }

    private static Tap member(Segment segment, Endpoint end) {
        long kbit = segment.member(end).orElseThrow().out().kbitPerSecond();
        return new MemberShaperTap(segment.name(), end.node(), Math.max(10, kbit - 1));
    }
}

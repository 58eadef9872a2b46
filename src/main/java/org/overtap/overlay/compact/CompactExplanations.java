package org.overtap.overlay.compact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.overtap.overlay.cover.ProbeExplanations;
import org.overtap.topology.Medium;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.graph.NetworkGraph;

/** Says of each probing node of a drawing what it is needed for, in the words of {@link ProbeExplanations}. */
final class CompactExplanations {
    private final NetworkGraph drawing;
    private final CompactPorts ports;
    private final BitSet probing;
    private final BitSet allowed;
    private final BitSet lansJustSeen;
    private final BitSet lansJustOpen;

    CompactExplanations(NetworkGraph drawing, BitSet probing, BitSet allowed) {
        this.drawing = drawing;
        this.ports = new CompactPorts(drawing);
        this.probing = probing;
        this.allowed = allowed;
        this.lansJustSeen = lansWithoutSpare(probing);
        this.lansJustOpen = lansWithoutSpare(allowed);
    }

    String of(int node) {
        List<Integer> forced = segments(node, segment -> isAlone(segment, node, allowed, lansJustOpen));
        List<Integer> only = segments(node, segment -> isAlone(segment, node, probing, lansJustSeen));
        only.removeAll(forced);
        return ProbeExplanations.text(new Described(forced), new Described(only));
    }

    /** Segments that are named when somebody asks. */
    private final class Described implements ProbeExplanations.Named {
        private final List<Integer> segments;

        Described(List<Integer> segments) {
            this.segments = segments;
        }

        @Override
        public int size() {
            return segments.size();
        }

        @Override
        public String describe(int index) {
            int segment = segments.get(index);
            int lan = segment - drawing.links();
            return lan < 0
                    ? ProbeExplanations.describe(NetworkGraph.linkName(segment), linkEnds(segment), 2)
                    : ProbeExplanations.describe(NetworkGraph.lanName(lan), lanMembers(lan), lanSize(lan));
        }
    }

    /** The LANs of which these nodes see no more than they must. */
    private BitSet lansWithoutSpare(BitSet nodes) {
        BitSet found = new BitSet();
        for (int lan = 0; lan < drawing.lans(); lan++) {
            int there = 0;
            for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
                there += nodes.get(drawing.member(i)) ? 1 : 0;
            }
            found.set(lan, there <= SegmentVisibility.needed(Medium.SWITCHED, lanSize(lan)));
        }
        return found;
    }

    /** Whether the others of {@code present} do not see all of the segment. */
    private boolean isAlone(int segment, int node, BitSet present, BitSet lansWithoutSpare) {
        if (segment >= drawing.links()) {
            return lansWithoutSpare.get(segment - drawing.links());
        }
        int other = drawing.from(segment) == node ? drawing.to(segment) : drawing.from(segment);
        return other == node || !present.get(other);
    }

    private List<Integer> segments(int node, IntPredicate wanted) {
        List<Integer> found = new ArrayList<>();
        int before = -1;
        for (int port = 0; port < ports.count(node); port++) {
            int segment = ports.number(node, port);
            if (segment != before && wanted.test(segment)) {
                found.add(segment);
            }
            before = segment;
        }
        return found;
    }

    private List<String> linkEnds(int link) {
        String from = drawing.names().name(drawing.from(link));
        return drawing.from(link) == drawing.to(link)
                ? List.of(from)
                : List.of(from, drawing.names().name(drawing.to(link)));
    }

    private int lanSize(int lan) {
        return drawing.lanStart(lan + 1) - drawing.lanStart(lan);
    }

    private List<String> lanMembers(int lan) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < Math.min(ProbeExplanations.MOST_NAMED, lanSize(lan)); i++) {
            members.add(drawing.names().name(drawing.member(drawing.lanStart(lan) + i)));
        }
        return members;
    }
}

package org.overtap.overlay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.overtap.topology.Drawing;

/** Says of each probing node of a drawing what it is needed for, in the words of {@link Reasons}. */
final class LargeReasons {
    private final Drawing drawing;
    private final LargePorts ports;
    private final BitSet probing;
    private final BitSet allowed;
    private final BitSet lansSeenByAllButOne;
    private final BitSet lansNotOpenToAll;

    LargeReasons(Drawing drawing, BitSet probing, BitSet allowed) {
        this.drawing = drawing;
        this.ports = new LargePorts(drawing);
        this.probing = probing;
        this.allowed = allowed;
        this.lansSeenByAllButOne = lansWithout(probing);
        this.lansNotOpenToAll = lansWithout(allowed);
    }

    String of(int node) {
        List<Integer> forced = segments(node, segment -> isAlone(segment, node, allowed, lansNotOpenToAll));
        List<Integer> only = segments(node, segment -> isAlone(segment, node, probing, lansSeenByAllButOne));
        only.removeAll(forced);
        return Reasons.text(new Described(forced), new Described(only));
    }

    /** Segments that are named when somebody asks. */
    private final class Described implements Reasons.Named {
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
                    ? Reasons.describe(Drawing.linkName(segment), linkEnds(segment), 2)
                    : Reasons.describe(Drawing.lanName(lan), lanMembers(lan), lanSize(lan));
        }
    }

    private BitSet lansWithout(BitSet nodes) {
        BitSet found = new BitSet();
        for (int lan = 0; lan < drawing.lans(); lan++) {
            for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
                if (!nodes.get(drawing.member(i))) {
                    found.set(lan);
                }
            }
        }
        return found;
    }

    /** Whether the others of {@code present} do not see all of the segment. */
    private boolean isAlone(int segment, int node, BitSet present, BitSet lansWithout) {
        if (segment >= drawing.links()) {
            return lansWithout.get(segment - drawing.links());
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
        for (int i = 0; i < Math.min(Reasons.MOST_NAMED, lanSize(lan)); i++) {
            members.add(drawing.names().name(drawing.member(drawing.lanStart(lan) + i)));
        }
        return members;
    }
}

package org.overtap.overlay;

import java.util.BitSet;
import org.overtap.topology.Drawing;

/** Says of each probing node of a drawing on how many segments it cannot be spared. */
final class LargeReasons {
    private final int[] ports;
    private final BitSet forced;
    private final int[] needed;

    LargeReasons(Drawing drawing, int[] ports, BitSet probing, BitSet forced) {
        this.ports = ports;
        this.forced = forced;
        this.needed = new int[drawing.nodes()];
        for (int link = 0; link < drawing.links(); link++) {
            count(drawing.from(link), drawing.to(link), probing);
        }
        for (int lan = 0; lan < drawing.lans(); lan++) {
            countLan(drawing, lan, probing);
        }
    }

    private void count(int u, int v, BitSet probing) {
        if (probing.get(u) && (u == v || !probing.get(v))) {
            needed[u]++;
        } else if (probing.get(v) && !probing.get(u)) {
            needed[v]++;
        }
    }

    private void countLan(Drawing drawing, int lan, BitSet probing) {
        int blind = 0;
        for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
            blind += probing.get(drawing.member(i)) ? 0 : 1;
        }
        for (int i = drawing.lanStart(lan); blind > 0 && i < drawing.lanStart(lan + 1); i++) {
            needed[drawing.member(i)] += probing.get(drawing.member(i)) ? 1 : 0;
        }
    }

    String of(int node) {
        if (needed[node] == 0) {
            return "could be spared: the others see all that it sees";
        }
        String start = forced.get(node) ? "forced: no other allowed node can complete some of its segments; " : "";
        return start + "of the probes only this one completes " + needed[node] + " of its " + ports[node] + " segments";
    }
}

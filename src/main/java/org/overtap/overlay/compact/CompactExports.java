package org.overtap.overlay.compact;

import java.util.BitSet;
import org.overtap.overlay.collectors.BinPacking;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.topology.graph.NetworkGraph;

/**
 * What the probing nodes of a drawing send, and to which collector. Every link and LAN is taken to be of the usual
 * speed. A node with more interfaces than one collector takes has several entries, one after the other.
 */
public final class CompactExports {
    private final int[] ports;
    private final int[] node;
    private final int[] first;
    private final int[] bin;

    private CompactExports(int[] ports, int[] node, int[] first, int[] bin) {
        this.ports = ports;
        this.node = node;
        this.first = first;
        this.bin = bin;
    }

    /** How many interfaces each node has: a link to itself takes two. */
    static int[] ports(NetworkGraph drawing) {
        int[] ports = new int[drawing.nodes()];
        for (int link = 0; link < drawing.links(); link++) {
            ports[drawing.from(link)]++;
            ports[drawing.to(link)]++;
        }
        for (int i = 0; i < drawing.lanStart(drawing.lans()); i++) {
            ports[drawing.member(i)]++;
        }
        return ports;
    }

    /** How many interfaces the probing nodes have together. */
    static long watched(int[] ports, BitSet probing) {
        return probing.stream().mapToLong(v -> ports[v]).sum();
    }

    /**
     * Assigns them to collectors.
     *
     * @param rate records/s of one interface
     * @throws PlanLimitException if one interface sends more than a collector takes
     */
    public static CompactExports of(int[] ports, BitSet probing, double rate, CollectorSizing sizing) {
        if (rate > sizing.ceiling()) {
            throw new PlanLimitException(String.format(
                    java.util.Locale.ROOT,
                    "every interface is expected to export %.0f records/s, and one collector takes %.0f: plan with %s",
                    rate,
                    sizing.limit(),
                    sizing.remedy()));
        }
        int most = rate > 0 ? (int) Math.min(Integer.MAX_VALUE, sizing.ceiling() / rate) : Integer.MAX_VALUE;
        int entries = probing.stream().map(v -> parts(ports[v], most)).sum();
        int[] node = new int[entries];
        int[] first = new int[entries];
        double[] loads = new double[entries];
        int entry = 0;
        for (int v = probing.nextSetBit(0); v >= 0; v = probing.nextSetBit(v + 1)) {
            for (int part = 0; part < parts(ports[v], most); part++) {
                node[entry] = v;
                first[entry] = part * most;
                loads[entry++] = rate * Math.min(most, ports[v] - part * most);
            }
        }
        return new CompactExports(ports, node, first, BinPacking.pack(loads, sizing.lowerBound(), sizing.limit()));
    }

    /** Nothing is sent: every node has one entry, and no collector. */
    static CompactExports stored(int[] ports, BitSet probing) {
        int[] node = probing.stream().toArray();
        return new CompactExports(ports, node, new int[node.length], new int[0]);
    }

    private static int parts(int ports, int most) {
        return Math.max(1, (int) (((long) ports + most - 1) / most));
    }

    int entries() {
        return node.length;
    }

    int node(int entry) {
        return node[entry];
    }

    /** The first interface of the entry, counted from 0. */
    int from(int entry) {
        return first[entry];
    }

    /** One past its last interface. */
    int to(int entry) {
        boolean last = entry + 1 == node.length || node[entry + 1] != node[entry];
        return last ? ports[node[entry]] : first[entry + 1];
    }

    /** The number of the collector. */
    int collector(int entry) {
        return bin[entry];
    }

    public int collectors() {
        return BinPacking.used(bin);
    }

    long interfaces() {
        long sum = 0;
        for (int entry = 0; entry < node.length; entry++) {
            sum += to(entry) - from(entry);
        }
        return sum;
    }
}

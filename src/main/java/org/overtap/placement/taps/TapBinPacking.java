package org.overtap.placement.taps;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How taps go on extra nodes: bridges first, the largest first, each on the first node with room (first fit
 * decreasing, at most 11/9 of the optimum), then port taps into what is left. Optimal where no row is bridged, since
 * port taps are all of one size.
 *
 * @param bridged rows that a bridge serves; all others are served by port taps
 * @param nics interfaces taken
 * @param nodes nodes taken
 */
record TapBinPacking(BitSet bridged, long nics, int nodes) {

    /** The packing of so many taps a row: bridges where they take fewer interfaces, unless ports need fewer nodes. */
    static TapBinPacking of(TapProblem problem, int[] taps) {
        BitSet bridged = new BitSet();
        for (int row = 0; row < taps.length; row++) {
            bridged.set(row, problem.bridges(row, taps[row]));
        }
        TapBinPacking best = pack(problem, taps, bridged);
        int[] rows = bridged.stream().toArray();
        for (int row : rows) {
            BitSet fewer = best.bridged();
            fewer.clear(row);
            TapBinPacking other = pack(problem, taps, fewer);
            best = other.nodes < best.nodes ? other : best;
        }
        return best;
    }

    @Override
    public BitSet bridged() {
        return (BitSet) bridged.clone();
    }

    private static TapBinPacking pack(TapProblem problem, int[] taps, BitSet bridged) {
        long ports = 0;
        List<Integer> sizes = new ArrayList<>();
        long nics = 0;
        for (int row = 0; row < taps.length; row++) {
            if (bridged.get(row)) {
                sizes.add(problem.bridgeNics(row));
                nics += problem.bridgeNics(row);
            } else {
                ports += problem.ports(row, taps[row]);
            }
        }
        nics += ports * TapProblem.PORT_NICS;
        return new TapBinPacking(bridged, nics, nodes(sizes, ports, problem));
    }

    /** Taps that all find room on machines that are there still count as one node: they are a change. */
    private static int nodes(List<Integer> sizes, long ports, TapProblem problem) {
        int perNode = problem.nicsPerNode();
        sizes.sort((a, b) -> b - a);
        List<Integer> room = new ArrayList<>();
        for (int size : sizes) {
            putFirst(room, size, perNode);
        }
        long left = ports - problem.sparePorts();
        for (int free : room) {
            left -= free / TapProblem.PORT_NICS;
        }
        int perNodePorts = perNode / TapProblem.PORT_NICS;
        int nodes = Math.toIntExact(room.size() + (Math.max(0, left) + perNodePorts - 1) / perNodePorts);
        return ports > 0 ? Math.max(1, nodes) : nodes;
    }

    private static void putFirst(List<Integer> room, int size, int perNode) {
        for (int i = 0; i < room.size(); i++) {
            if (room.get(i) >= size) {
                room.set(i, room.get(i) - size);
                return;
            }
        }
        room.add(perNode - size);
    }
}

package org.overtap.placement.taps;

/**
 * How taps go on extra nodes: as many on each as it has room for. Optimal, since port taps are all of one size.
 *
 * @param nics interfaces taken
 * @param nodes nodes taken
 */
record TapBinPacking(long nics, int nodes) {

    /** The packing of so many taps a row. */
    static TapBinPacking of(TapProblem problem, int[] taps) {
        long ports = 0;
        for (int row = 0; row < taps.length; row++) {
            ports += problem.ports(row, taps[row]);
        }
        return new TapBinPacking(ports * TapProblem.PORT_NICS, nodes(ports, problem));
    }

    /** Taps that all find room on machines that are there still count as one node: they are a change. */
    private static int nodes(long ports, TapProblem problem) {
        long left = Math.max(0, ports - problem.sparePorts());
        int perNode = problem.nicsPerNode() / TapProblem.PORT_NICS;
        int nodes = Math.toIntExact((left + perNode - 1) / perNode);
        return ports > 0 ? Math.max(1, nodes) : nodes;
    }
}

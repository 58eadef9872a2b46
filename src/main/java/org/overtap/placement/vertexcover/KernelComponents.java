package org.overtap.placement.vertexcover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.overtap.placement.util.IntList;

/** The connected components of what is left of a graph. Time linear in the links. */
final class KernelComponents {
    private final KernelGraph graph;
    private final boolean[] seen;

    private KernelComponents(KernelGraph graph) {
        this.graph = graph;
        seen = new boolean[graph.nodes()];
    }

    /** The live nodes of each component, ascending; the smallest component first. */
    static List<int[]> of(KernelGraph graph) {
        KernelComponents components = new KernelComponents(graph);
        List<int[]> found = new ArrayList<>();
        for (int root : graph.aliveNodes()) {
            if (!components.seen[root]) {
                found.add(components.around(root));
            }
        }
        found.sort(Comparator.<int[]>comparingInt(ids -> ids.length).thenComparingInt(ids -> ids[0]));
        return found;
    }

    private int[] around(int root) {
        IntList members = new IntList(16);
        see(root, members);
        for (int i = 0; i < members.size(); i++) {
            for (int w : graph.adjacent[members.get(i)]) {
                see(w, members);
            }
        }
        int[] ids = members.toArray();
        Arrays.sort(ids);
        return ids;
    }

    private void see(int v, IntList members) {
        if (graph.alive[v] && !seen[v]) {
            seen[v] = true;
            members.add(v);
        }
    }
}

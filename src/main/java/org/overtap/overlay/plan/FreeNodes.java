package org.overtap.overlay.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machines that a testbed could still give to an experiment.
 *
 * @param kind the testbed's word for the machines that were counted, of which added nodes are made ({@code pc})
 * @param nodes how many
 * @param byType how many of each hardware type, types without any left out; empty if the testbed does not tell. The
 *     sum may differ from {@code nodes}: the testbed was asked one after the other, and machines come and go
 */
public record FreeNodes(String kind, int nodes, Map<String, Integer> byType) {
    public FreeNodes {
        byType = Collections.unmodifiableMap(new TreeMap<>(byType));
    }

    /** The same, told by hardware type. */
    public FreeNodes by(Map<String, Integer> types) {
        return new FreeNodes(kind, nodes, types);
    }

    /** The same where so many machines that the experiment holds can be used as if they were free. */
    public FreeNodes and(int held) {
        return new FreeNodes(kind, nodes + held, byType);
    }
}

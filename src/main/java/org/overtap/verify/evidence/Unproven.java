package org.overtap.verify.evidence;

import java.util.List;
import java.util.Optional;

/**
 * A conversation that is not proven, or the flows from one host to another.
 *
 * @param what in which way
 * @param segment its segment; empty for flows between hosts
 * @param a one node
 * @param b the other
 * @param ends interfaces that its packets must pass; empty where that is not known
 * @param owner the probe that counts it; absent if no planned probe sees it
 * @param why more of it, in words; may be empty
 */
public record Unproven(
        What what, String segment, String a, String b, List<Port> ends, Optional<ProbeId> owner, String why) {
    /** In which way it is not. */
    public enum What {
        /** Canaries did not arrive. */
        UNANSWERED,
        /** They arrived, and the owner stored none or half. */
        MISSING,
        /** They arrived, and the owner stored other numbers. */
        INEXACT
    }

    /** An interface of a node. */
    public record Port(String node, String iface) {
        @Override
        public String toString() {
            return iface + " of " + node;
        }
    }

    public Unproven {
        ends = List.copyOf(ends);
    }

    /** It, for people. */
    @Override
    public String toString() {
        return segment.isEmpty() ? a + " -> " + b : a + " <-> " + b + " on " + segment;
    }
}

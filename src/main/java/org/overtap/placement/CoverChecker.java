package org.overtap.placement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Says whether a choice meets a problem, by counting and nothing else. Shares no code with the algorithms. */
public final class CoverChecker {
    private CoverChecker() {}

    /** The rows that the chosen candidates leave unmet, ascending. Does not look at forced and forbidden. */
    public static List<Integer> unmetRows(CoverProblem problem, BitSet chosen) {
        List<Integer> unmet = new ArrayList<>();
        for (int row = 0; row < problem.rows(); row++) {
            if (hits(problem, row, chosen) < problem.need(row)) {
                unmet.add(row);
            }
        }
        return unmet;
    }

    /** How many slots of the row have a chosen member. */
    public static int hits(CoverProblem problem, int row, BitSet chosen) {
        int hits = 0;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
            boolean hit = false;
            for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
                hit |= chosen.get(problem.member(i));
            }
            hits += hit ? 1 : 0;
        }
        return hits;
    }

    /** Everything that is wrong with the placement, in words; empty when it is valid. */
    public static List<String> faults(CoverProblem problem, Placement placement) {
        List<String> faults = new ArrayList<>();
        BitSet chosen = placement.asBitSet();
        long cost = 0;
        for (int v = 0; v < problem.candidates(); v++) {
            if (chosen.get(v) && problem.isForbidden(v)) {
                faults.add("candidate " + v + " is forbidden but chosen");
            }
            if (!chosen.get(v) && problem.isForced(v)) {
                faults.add("candidate " + v + " is forced but not chosen");
            }
            cost += chosen.get(v) ? problem.cost(v) : 0;
        }
        unmetRows(problem, chosen).forEach(row -> faults.add("row " + row + " is not met"));
        for (Quota quota : problem.quotas()) {
            if (quota.used(chosen) > quota.most()) {
                faults.add("of a quota of " + quota.most() + " are chosen " + quota.used(chosen));
            }
        }
        if (chosen.length() > problem.candidates()) {
            faults.add("candidate " + (chosen.length() - 1) + " does not exist");
        }
        if (cost != placement.cost()) {
            faults.add("the cost is " + cost + ", not " + placement.cost());
        }
        return faults;
    }
}

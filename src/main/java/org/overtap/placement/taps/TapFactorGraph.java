package org.overtap.placement.taps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.overtap.placement.CoverProblem;

/**
 * A tap problem as tables over variables of few values: one variable a candidate, and for rows of many candidates a
 * chain of counters, so that no table is larger than three variables. One unit of a curve is one port tap.
 */
final class TapFactorGraph {
    private static final int MAX_CANDIDATES = 20_000;
    private static final int WIDEST_TABLE = 3;
    /** One LAN of about 130 members, or many smaller ones. */
    private static final double MAX_COUNTED = 1_500_000;

    private final TapProblem problem;
    private final CoverProblem cover;
    private final List<Factor> factors = new ArrayList<>();
    private int[] domains;

    private TapFactorGraph(TapProblem problem) {
        this.problem = problem;
        this.cover = problem.cover();
        this.domains = new int[cover.candidates()];
        Arrays.fill(domains, 2);
    }

    /** The model, unless the problem is too large or has slots of several candidates in one counted row. */
    static Optional<TapFactorGraph> of(TapProblem problem) {
        if (!suits(problem.cover())) {
            return Optional.empty();
        }
        TapFactorGraph model = new TapFactorGraph(problem);
        for (int v = 0; v < model.cover.candidates(); v++) {
            model.addCandidate(v);
        }
        for (int row = 0; row < model.cover.rows(); row++) {
            model.addRow(row);
        }
        return Optional.of(model);
    }

    private static boolean suits(CoverProblem cover) {
        long total = 0;
        for (int v = 0; v < cover.candidates(); v++) {
            total += cover.cost(v);
        }
        return cover.candidates() <= MAX_CANDIDATES
                && total < CostCurve.NEVER
                && cover.singleMemberSlots()
                && counted(cover) <= MAX_COUNTED
                && noneTwiceInARow(cover);
    }

    /** Entries of the tables that add up wide rows: cubic in a row's width, so known before any is made. */
    private static double counted(CoverProblem cover) {
        double entries = 0;
        for (int row = 0; row < cover.rows(); row++) {
            int width = cover.slotTo(row) - cover.slotFrom(row);
            for (int summed = 2; summed < width - WIDEST_TABLE + 2; summed++) {
                double before = Math.min(cover.need(row), summed - 1) + 1;
                entries += before * 2 * (Math.min(cover.need(row), summed) + 1);
            }
        }
        return entries;
    }

    private static boolean noneTwiceInARow(CoverProblem cover) {
        int[] last = new int[cover.candidates()];
        Arrays.fill(last, -1);
        for (int row = 0; row < cover.rows(); row++) {
            for (int slot = cover.slotFrom(row); slot < cover.slotTo(row); slot++) {
                int v = cover.member(slot);
                if (last[v] == row) {
                    return false;
                }
                last[v] = row;
            }
        }
        return true;
    }

    /** How many values each variable has; the candidates come first. */
    int[] domains() {
        return domains;
    }

    List<Factor> factors() {
        return factors;
    }

    private void addCandidate(int v) {
        Factor factor = Factor.empty(new int[] {v}, domains, -1);
        factor.curves()[0] = CostCurve.step(0, cover.isForced(v) ? CostCurve.NEVER : 0);
        factor.curves()[1] = CostCurve.step(0, cover.isForbidden(v) ? CostCurve.NEVER : (int) cover.cost(v));
        factors.add(factor);
    }

    private void addRow(int row) {
        int[] members = new int[cover.slotTo(row) - cover.slotFrom(row)];
        Arrays.setAll(members, i -> cover.member(cover.slotFrom(row) + i));
        int need = cover.need(row);
        while (members.length > WIDEST_TABLE) {
            int counter = addCounter(members[0], members[1], need);
            int[] rest = Arrays.copyOfRange(members, 1, members.length);
            rest[0] = counter;
            members = rest;
        }
        Arrays.sort(members);
        Factor factor = Factor.empty(members, domains, -1);
        int[] values = new int[domains.length];
        for (int i = 0; i < factor.curves().length; i++) {
            factor.assign(i, values);
            int hits = Arrays.stream(members).map(m -> values[m]).sum();
            int nics = problem.nics(row, Math.max(0, need - hits));
            factor.curves()[i] = nics == TapProblem.NEVER
                    ? CostCurve.step(0, CostCurve.NEVER)
                    : CostCurve.step(nics / TapProblem.PORT_NICS, 0);
        }
        factors.add(factor);
    }

    /** A variable that is the sum of two, as far as the row needs it. */
    private int addCounter(int a, int b, int need) {
        int counter = domains.length;
        int size = Math.min(need, domains[a] - 1 + domains[b] - 1) + 1;
        domains = Arrays.copyOf(domains, counter + 1);
        domains[counter] = size;
        Factor factor = Factor.empty(new int[] {Math.min(a, b), Math.max(a, b), counter}, domains, -1);
        int[] values = new int[domains.length];
        for (int i = 0; i < factor.curves().length; i++) {
            factor.assign(i, values);
            boolean sum = values[counter] == Math.min(size - 1, values[a] + values[b]);
            factor.curves()[i] = CostCurve.step(0, sum ? 0 : CostCurve.NEVER);
        }
        factors.add(factor);
        return counter;
    }
}

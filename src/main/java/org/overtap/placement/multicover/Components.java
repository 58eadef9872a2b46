package org.overtap.placement.multicover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.util.IntList;

/** Splits what a partial choice leaves open into independent problems. Time linear in the memberships. */
final class Components {
    /**
     * One of them.
     *
     * @param problem over candidates numbered anew, all free
     * @param ids what each candidate was called before, ascending
     * @param rows what each row was called before, ascending
     */
    record Part(CoverProblem problem, int[] ids, int[] rows) {}

    private final CoverState state;
    private final int[] leader;

    private Components(CoverState state) {
        this.state = state;
        leader = new int[state.problem.candidates()];
        Arrays.setAll(leader, v -> v);
    }

    /** The connected parts, in the order of their lowest candidates. */
    static List<Part> of(CoverState state) {
        return new Components(state).split();
    }

    private List<Part> split() {
        CoverProblem problem = state.problem;
        int[] anyMember = new int[problem.rows()];
        for (int row = 0; row < problem.rows(); row++) {
            anyMember[row] = state.need(row) > 0 ? joinMembers(row) : -1;
        }
        int[] partOf = new int[problem.candidates()];
        int[] numbers = new int[problem.candidates()];
        List<IntList> ids = number(partOf, numbers);
        List<IntList> rows = ids.stream().map(members -> new IntList(4)).toList();
        List<CoverProblemBuilder> builders = ids.stream().map(this::withCosts).toList();
        for (int row = 0; row < problem.rows(); row++) {
            if (anyMember[row] >= 0) {
                int part = partOf[anyMember[row]];
                builders.get(part).row(state.need(row), openSlots(row, numbers));
                rows.get(part).add(row);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            parts.add(new Part(
                    builders.get(i).build(), ids.get(i).toArray(), rows.get(i).toArray()));
        }
        return parts;
    }

    private CoverProblemBuilder withCosts(IntList members) {
        CoverProblemBuilder builder = CoverProblem.builder(members.size());
        for (int i = 0; i < members.size(); i++) {
            builder.cost(i, state.problem.cost(members.get(i)));
        }
        return builder;
    }

    private List<IntList> number(int[] partOf, int[] numbers) {
        List<IntList> ids = new ArrayList<>();
        int[] partOfLeader = new int[partOf.length];
        Arrays.fill(partOfLeader, -1);
        for (int v = 0; v < partOf.length; v++) {
            if (!state.isFree(v) || state.gain(v) == 0) {
                continue;
            }
            int lead = find(v);
            if (partOfLeader[lead] < 0) {
                partOfLeader[lead] = ids.size();
                ids.add(new IntList(4));
            }
            partOf[v] = partOfLeader[lead];
            IntList part = ids.get(partOf[v]);
            numbers[v] = part.size();
            part.add(v);
        }
        return ids;
    }

    private int[][] openSlots(int row, int[] numbers) {
        CoverProblem problem = state.problem;
        int[][] slots = new int[state.available(row)][];
        int count = 0;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
            if (state.isOpen(slot)) {
                slots[count++] = freeMembers(slot, numbers);
            }
        }
        return slots;
    }

    private int[] freeMembers(int slot, int[] numbers) {
        int[] free = new int[state.freeIn(slot)];
        int count = 0;
        for (int i = state.problem.memberFrom(slot); i < state.problem.memberTo(slot); i++) {
            if (state.isFree(state.problem.member(i))) {
                free[count++] = numbers[state.problem.member(i)];
            }
        }
        return free;
    }

    private int joinMembers(int row) {
        CoverProblem problem = state.problem;
        int first = -1;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
            for (int i = problem.memberFrom(slot); i < problem.memberTo(slot) && state.isOpen(slot); i++) {
                int v = problem.member(i);
                if (state.isFree(v)) {
                    first = first < 0 ? v : first;
                    join(first, v);
                }
            }
        }
        return first;
    }

    private void join(int a, int b) {
        int leadA = find(a);
        int leadB = find(b);
        leader[Math.max(leadA, leadB)] = Math.min(leadA, leadB);
    }

    private int find(int v) {
        int lead = v;
        while (leader[lead] != lead) {
            leader[lead] = leader[leader[lead]];
            lead = leader[lead];
        }
        return lead;
    }
}

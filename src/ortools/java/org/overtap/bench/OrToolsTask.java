package org.overtap.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;

/**
 * What a solver of OR-Tools makes of a problem: the time it searched, its answer and its bound. The model is built
 * beforehand, each row as one constraint; problems with shapers are not asked.
 */
public final class OrToolsTask {
    /** With fewer, CP-SAT proves nothing, on however few cores. */
    private static final int WORKERS = 8;

    private static final double ROUNDING = 1e-6;

    private static final Map<String, Solver> SOLVERS = Map.of("SCIP", OrToolsTask::scip, "CP-SAT", OrToolsTask::cpSat);

    /** Searches for so many seconds at most. */
    private interface Solver {
        ObjectNode solve(CoverProblem problem, int seconds);
    }

    private OrToolsTask() {}

    /** Takes the solver, the problem's name and the seconds. */
    public static void main(String[] args) throws IOException {
        CoverProblem problem = BenchFamilies.named(args[1]);
        if (!problem.singleMemberSlots() || !problem.unitCosts()) {
            throw new IllegalArgumentException(args[1] + " has shapers or costs: no solver is asked about those");
        }
        Loader.loadNativeLibraries();
        Task.print(SOLVERS.get(args[0]).solve(problem, Integer.parseInt(args[2])));
    }

    private static ObjectNode scip(CoverProblem problem, int seconds) {
        MPSolver solver = MPSolver.createSolver("SCIP");
        MPVariable[] probes = solver.makeBoolVarArray(problem.candidates());
        for (int row = 0; row < problem.rows(); row++) {
            MPConstraint constraint = solver.makeConstraint(problem.need(row), MPSolver.infinity());
            for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
                constraint.setCoefficient(probes[problem.member(slot)], 1);
            }
        }
        for (MPVariable probe : probes) {
            solver.objective().setCoefficient(probe, 1);
        }
        solver.objective().setMinimization();
        solver.setTimeLimit(seconds * 1000L);
        long start = System.nanoTime();
        MPSolver.ResultStatus status = solver.solve();
        boolean found = status == MPSolver.ResultStatus.OPTIMAL || status == MPSolver.ResultStatus.FEASIBLE;
        BitSet chosen = new BitSet();
        for (int v = 0; found && v < probes.length; v++) {
            chosen.set(v, probes[v].solutionValue() > 0.5);
        }
        return result(start, problem, found, chosen, solver.objective().bestBound());
    }

    private static ObjectNode cpSat(CoverProblem problem, int seconds) {
        CpModel model = new CpModel();
        BoolVar[] probes = IntStream.range(0, problem.candidates())
                .mapToObj(v -> model.newBoolVar("n" + v))
                .toArray(BoolVar[]::new);
        for (int row = 0; row < problem.rows(); row++) {
            BoolVar[] members = IntStream.range(problem.slotFrom(row), problem.slotTo(row))
                    .mapToObj(slot -> probes[problem.member(slot)])
                    .toArray(BoolVar[]::new);
            model.addGreaterOrEqual(LinearExpr.sum(members), problem.need(row));
        }
        model.minimize(LinearExpr.sum(probes));
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(WORKERS).setMaxTimeInSeconds(seconds);
        long start = System.nanoTime();
        CpSolverStatus status = solver.solve(model);
        boolean found = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        BitSet chosen = new BitSet();
        for (int v = 0; found && v < probes.length; v++) {
            chosen.set(v, solver.booleanValue(probes[v]));
        }
        return result(start, problem, found, chosen, solver.bestObjectiveBound());
    }

    private static ObjectNode result(long start, CoverProblem problem, boolean found, BitSet chosen, double bound) {
        if (found && !CoverChecker.unmetRows(problem, chosen).isEmpty()) {
            throw new IllegalStateException("the answer is none: rows are not met");
        }
        long proven = (long) Math.max(0, Math.ceil(bound - ROUNDING));
        return Task.result(start, found ? chosen.cardinality() : -1, proven);
    }
}

package org.overtap.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.overtap.deploy.journal.DeployException;
import org.overtap.shell.ShellException;

/**
 * Carries out steps: nodes at the same time, the steps of one node one after another. The first failure lets what is
 * under way finish and stops the rest.
 */
final class StepRunner {
    private static final int AT_ONCE = 16;

    private final NodeShells shells;
    private final Progress progress;
    private final int total;
    private int ended;

    StepRunner(NodeShells shells, Progress progress, int total) {
        this.shells = shells;
        this.progress = progress;
        this.total = total;
    }

    /**
     * Applies the steps.
     *
     * @return each step's outcome
     * @throws DeployException the complaints of all nodes that failed
     */
    Map<Step, String> apply(List<? extends Step> steps) throws DeployException {
        Map<Step, String> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
        List<String> failures = eachNode(steps, false, step -> {
            String outcome = step.apply(shells.on(step.node()));
            outcomes.put(step, outcome);
            return outcome;
        });
        if (!failures.isEmpty()) {
            throw new DeployException(String.join("\n", failures));
        }
        return outcomes;
    }

    /** Undoes the steps, going on after a failure; returns the complaints. */
    List<String> undo(List<? extends Step> steps) {
        List<Step> backwards = new ArrayList<>(steps);
        Collections.reverse(backwards);
        return eachNode(backwards, true, step -> {
            step.undo(shells.on(step.node()));
            return "undone";
        });
    }

    private interface Action {
        String on(Step step) throws ShellException, DeployException;
    }

    private List<String> eachNode(List<? extends Step> steps, boolean goOn, Action action) {
        Map<String, List<Step>> byNode = new LinkedHashMap<>();
        steps.forEach(
                s -> byNode.computeIfAbsent(s.node(), n -> new ArrayList<>()).add(s));
        List<Callable<Void>> tasks = new ArrayList<>();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        byNode.values()
                .forEach(own -> tasks.add(() -> {
                    own.stream()
                            .takeWhile(step -> goOn || failures.isEmpty())
                            .forEach(step -> attempt(step, action, failures));
                    return null;
                }));
        runAll(tasks, failures);
        return failures.stream().sorted().toList();
    }

    private void attempt(Step step, Action action, List<String> failures) {
        long began = System.nanoTime();
        try {
            tell(step, action.on(step), began);
        } catch (ShellException | DeployException e) {
            failures.add(e.getMessage());
            tell(step, "failed", began);
        }
    }

    /** One node at a time, so that the numbers appear in their order. */
    private synchronized void tell(Step step, String outcome, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        progress.step(++ended, total, step.title(), outcome, took);
    }

    private static void runAll(List<Callable<Void>> tasks, List<String> failures) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, tasks.size())));
        try {
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}

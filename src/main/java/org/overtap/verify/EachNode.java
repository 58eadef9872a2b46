package org.overtap.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks many nodes at the same time. */
final class EachNode {
    private static final int AT_ONCE = 16;

    private EachNode() {}

    /**
     * What each of them answers.
     *
     * @throws VerifyException if the thread is interrupted
     */
    static <T> Map<String, T> ask(Collection<String> nodes, Function<String, T> question) throws VerifyException {
        List<Callable<T>> tasks = new ArrayList<>();
        nodes.forEach(node -> tasks.add(() -> question.apply(node)));
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, tasks.size())));
        try {
            Map<String, T> answers = new LinkedHashMap<>();
            List<Future<T>> all = pool.invokeAll(tasks);
            int i = 0;
            for (String node : nodes) {
                answers.put(node, all.get(i++).get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while canaries were sent");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}

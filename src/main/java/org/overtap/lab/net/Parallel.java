package org.overtap.lab.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same for each of many, some at a time. */
final class Parallel {
    private static final int AT_A_TIME = 8;

    private Parallel() {}

    /** Something that may fail. */
    interface Action<T> {
        void apply(T item) throws LabException;
    }

    /** Does all, then throws the first failure, if any. */
    static <T> void each(List<T> items, Action<T> action) throws LabException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<?>> running = new ArrayList<>();
            items.forEach(item -> running.add(pool.submit(() -> {
                action.apply(item);
                return null;
            })));
            for (Future<?> one : running) {
                await(one);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(Future<?> one) throws LabException {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LabException known) {
                throw known;
            }
            throw new LabException(String.valueOf(e.getCause()), e.getCause());
        }
    }
}

package org.overtap.live.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does something with many things side by side. */
final class AllAtOnce {
    private static final int THREADS = 8;

    private AllAtOnce() {}

    interface Deed<T> {
        void with(T one) throws Exception;
    }

    /** What went wrong. */
    static <T> List<String> run(List<T> all, Deed<T> deed) throws InterruptedException {
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (T one : all) {
            pool.execute(() -> {
                try {
                    deed.with(one);
                } catch (Exception | AssertionError e) {
                    failed.add((one instanceof MatrixCell cell ? cell.name() : one) + ": " + e);
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(5, TimeUnit.MINUTES);
        return failed;
    }
}

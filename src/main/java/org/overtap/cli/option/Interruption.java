package org.overtap.cli.option;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Says, where a command is ended from outside (Ctrl-C, or a signal to terminate), what stands and what to type. */
public final class Interruption {
    private Interruption() {}

    /**
     * Does the work. If it is interrupted, the line is the last one that is printed, and the process ends as its
     * signal says: exit code 130 for Ctrl-C.
     *
     * @param words asked when it happens: what stands depends on how far the work came
     */
    public static <T> T told(ProgressLines progress, Supplier<String> words, Callable<T> work) throws Exception {
        Thread last = new Thread(() -> progress.last(said(words)), "last words");
        Runtime.getRuntime().addShutdownHook(last);
        try {
            return work.call();
        } finally {
            release(last);
        }
    }

    private static String said(Supplier<String> words) {
        try {
            return words.get();
        } catch (RuntimeException e) {
            return "interrupted; what stands cannot be told: " + e.getMessage();
        }
    }

    private static void release(Thread last) {
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException e) {
            // The virtual machine is on its way down, and says it.
        }
    }
}

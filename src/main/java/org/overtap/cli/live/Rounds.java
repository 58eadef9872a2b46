package org.overtap.cli.live;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks again and again.
 *
 * @param every from the begin of one round to that of the next; where a round takes more than half of it, the next one
 *     waits as long as that took, so that looking is never most of what a node does
 * @param length when to begin no more rounds; absent where it goes on until the process is ended
 */
public record Rounds(Duration every, Optional<Duration> length) {

    /** One look. */
    public interface Round {
        /** Looks, and says whether to go on. */
        boolean look() throws Exception;
    }

    /**
     * Does rounds until the time is over, or one says that it is enough.
     *
     * @param failed hears why a round failed; the first may not fail
     * @throws Exception if the first round fails
     */
    public void run(Round round, Consumer<Exception> failed) throws Exception {
        long began = System.nanoTime();
        long start = began;
        boolean wanted = round.look();
        while (wanted) {
            long took = System.nanoTime() - start;
            long next = start + Math.max(every.toNanos(), 2 * took);
            if (length.isPresent() && next - began > length.get().toNanos()) {
                return;
            }
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())).toMillis());
            start = System.nanoTime();
            wanted = again(round, failed);
        }
    }

    private static boolean again(Round round, Consumer<Exception> failed) throws InterruptedException {
        try {
            return round.look();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed.accept(e);
            return true;
        }
    }

    /** What failed, in words. */
    public static String words(Exception failure) {
        String text = failure.getMessage();
        return text == null || text.isBlank()
                ? "something went wrong inside (" + failure.getClass().getSimpleName() + ")"
                : text;
    }
}

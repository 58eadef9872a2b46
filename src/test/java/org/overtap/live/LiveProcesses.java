package org.overtap.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.overtap.cli.lab.BatchProcess;

/**
 * The processes in which live tests run overtap's commands, one for each place and user: the start of a virtual machine,
 * paid for every command, was most of what all live tests together take. Who runs two commands at once gets two processes.
 */
final class LiveProcesses {
    private static final long LONGEST_SECONDS = 240;
    private static final int MOST_IDLE = 16;

    /** Those that run nothing now, the one that was used last at the end. */
    private static final Map<Place, List<BatchProcess>> IDLE = new LinkedHashMap<>();

    private LiveProcesses() {}

    /**
     * Where commands are run.
     *
     * @param network on the tool's side of the lab of that name, or in the namespace; empty outside of any
     */
    private record Place(String network, Path home) {}

    /**
     * Runs a command.
     *
     * @param start what starts {@code overtap batch} there
     */
    static Live.Ended run(String network, Path home, List<String> start, String... args) {
        Place place = new Place(network, home);
        BatchProcess process = take(place, start);
        StringBuffer err = new StringBuffer();
        CompletableFuture<BatchProcess.Ended> ending = CompletableFuture.supplyAsync(
                () -> runIn(process, List.of(args), err), work -> new Thread(work, "overtap").start());
        try {
            BatchProcess.Ended ended = ending.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            give(place, process);
            return new Live.Ended(ended.status(), ended.out(), err.toString());
        } catch (TimeoutException e) {
            process.destroy();
            throw new IllegalStateException(
                    "still running after " + LONGEST_SECONDS + " s: " + List.of(args) + "\n" + err, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(List.of(args).toString(), e.getCause());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static BatchProcess.Ended runIn(BatchProcess process, List<String> args, StringBuffer err) {
        try {
            return process.run(args, err::append);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BatchProcess take(Place place, List<String> start) {
        synchronized (IDLE) {
            List<BatchProcess> there = IDLE.getOrDefault(place, List.of());
            while (!there.isEmpty()) {
                BatchProcess process = there.remove(there.size() - 1);
                if (process.isAlive()) {
                    return process;
                }
            }
        }
        try {
            List<String> clean = new ArrayList<>(List.of("env"));
            System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("OVERTAP_"))
                    .forEach(name -> clean.addAll(List.of("-u", name)));
            clean.addAll(start);
            return BatchProcess.start(clean, Live.places(place.home()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void give(Place place, BatchProcess process) {
        List<BatchProcess> ended = new ArrayList<>();
        synchronized (IDLE) {
            List<BatchProcess> there = IDLE.remove(place);
            there = there == null ? new ArrayList<>() : there;
            there.add(process);
            IDLE.put(place, there);
            Iterator<List<BatchProcess>> eldest = IDLE.values().iterator();
            while (IDLE.size() > MOST_IDLE) {
                ended.addAll(eldest.next());
                eldest.remove();
            }
        }
        close(ended);
    }

    /** Ends those in a network that is about to be taken down. */
    static void leave(String network) {
        List<BatchProcess> ended = new ArrayList<>();
        synchronized (IDLE) {
            IDLE.entrySet().removeIf(entry -> {
                boolean there = entry.getKey().network().equals(network);
                if (there) {
                    ended.addAll(entry.getValue());
                }
                return there;
            });
        }
        close(ended);
    }

    private static void close(List<BatchProcess> ended) {
        try {
            for (BatchProcess process : ended) {
                process.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

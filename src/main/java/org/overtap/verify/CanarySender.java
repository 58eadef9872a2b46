package org.overtap.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/** Sends canaries: the first node of every pair pings the second's address. */
final class CanarySender {
    private static final int AT_ONCE = 16;

    private final NodeShells shells;

    CanarySender(NodeShells shells) {
        this.shells = shells;
    }

    /**
     * Sends {@code count} echoes of {@code size} payload bytes to each pair, all nodes at the same time.
     *
     * @throws VerifyException if a node cannot be reached or cannot ping
     */
    List<Canary> send(List<CanaryPair> pairs, int tos, int size, int count) throws VerifyException {
        Map<String, List<CanaryPair>> bySender =
                pairs.stream().collect(Collectors.groupingBy(CanaryPair::a, LinkedHashMap::new, Collectors.toList()));
        List<Callable<List<Canary>>> tasks = new ArrayList<>();
        bySender.forEach((node, own) -> tasks.add(() -> sendFrom(node, own, tos, size, count)));
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, tasks.size())));
        try {
            List<Canary> sent = new ArrayList<>();
            for (Future<List<Canary>> task : pool.invokeAll(tasks)) {
                sent.addAll(task.get());
            }
            return sent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while canaries were sent");
        } catch (ExecutionException e) {
            throw new VerifyException(e.getCause().getMessage());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Canary> sendFrom(String node, List<CanaryPair> own, int tos, int size, int count)
            throws ShellException, VerifyException {
        String targets =
                own.stream().map(pair -> pair.port() + " " + pair.to() + "\n").collect(Collectors.joining());
        Duration limit = Duration.ofSeconds(30 + (own.size() / 8 + 1) * (count / 5 + 5L));
        Command echo = VerifyScripts.named("echo", String.valueOf(tos), String.valueOf(size), String.valueOf(count))
                .asRoot()
                .withInput(targets.getBytes(StandardCharsets.UTF_8))
                .within(limit);
        CommandResult reply = shells.on(node).run(echo);
        if (!reply.ok()) {
            throw new VerifyException("node " + node + " could not send canaries: " + reply.errorText());
        }
        Map<String, String> answers = reply.out()
                .lines()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3)
                .collect(Collectors.toMap(words -> words[0] + " " + words[1], words -> words[2], (a, b) -> b));
        List<Canary> canaries = new ArrayList<>();
        for (CanaryPair pair : own) {
            canaries.add(canary(pair, answers, tos, size));
        }
        return canaries;
    }

    /** What was never sent proves nothing about who would have seen it: that is a failure, not a blind spot. */
    private static Canary canary(CanaryPair pair, Map<String, String> answers, int tos, int size)
            throws VerifyException {
        String answer = answers.getOrDefault(pair.port() + " " + pair.to(), "failed: ping told nothing");
        if (!answer.matches("\\d{1,9} \\d{1,9}")) {
            throw new VerifyException("node " + pair.a() + " could not send a canary from " + pair.port() + " to "
                    + pair.to() + ": " + answer.replaceFirst("^failed: *", "")
                    + "; nothing can be said of " + pair + " until it can");
        }
        String[] counts = answer.split(" ");
        return new Canary(
                pair,
                tos,
                Canary.packetBytes(pair.family(), size),
                Integer.parseInt(counts[0]),
                Integer.parseInt(counts[1]));
    }
}

package org.overtap.lifecycle.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Journal;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/** Asks nodes for what they have to do and what they have left, by {@code load.sh}. */
final class NodeLoads {
    private static final long KIB = 1024;

    private NodeLoads() {}

    /** Every node that has a folder of the deployment, by name. */
    static List<NodeLoad> ask(Deployment deployment, NodeShells shells) {
        return deployment.journal().folders().parallelStream()
                .map(folder -> ask(folder, shells))
                .toList();
    }

    private static NodeLoad ask(Journal.NodeFolder folder, NodeShells shells) {
        try {
            CommandResult reply = shells.on(folder.node())
                    .run(Scripts.named("load", folder.path()).asRoot());
            return reply.ok() ? parse(folder.node(), reply.out()) : NodeLoad.untold(folder.node());
        } catch (ShellException e) {
            return NodeLoad.untold(folder.node());
        }
    }

    /** What the script printed. */
    static NodeLoad parse(String node, String text) {
        Map<String, long[]> told = new HashMap<>();
        text.lines().map(line -> line.strip().split(" ")).forEach(words -> told.put(words[0], numbers(words)));
        return new NodeLoad(
                node,
                number(told, "cpu", 1).filter(all -> all > 0).flatMap(all -> number(told, "cpu", 0)
                        .map(busy -> Math.min(1, busy / (double) all))),
                number(told, "cpu", 2).map(Long::intValue),
                number(told, "memory", 0).map(NodeLoads::bytes),
                number(told, "memory", 1).map(NodeLoads::bytes),
                number(told, "disk", 0).map(NodeLoads::bytes),
                number(told, "disk", 1).map(NodeLoads::bytes),
                number(told, "used", 0).map(NodeLoads::bytes),
                number(told, "stopped", 2)
                        .map(least -> new NodeLoad.GuardStop(
                                Instant.ofEpochSecond(told.get("stopped")[0]),
                                bytes(told.get("stopped")[1]),
                                bytes(least))));
    }

    private static long bytes(long kib) {
        return kib * KIB;
    }

    /** Of the words behind the first those that are numbers, up to the first that is none. */
    private static long[] numbers(String... words) {
        return java.util.Arrays.stream(words)
                .skip(1)
                .takeWhile(word -> word.matches("\\d{1,15}"))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static Optional<Long> number(Map<String, long[]> told, String what, int at) {
        long[] all = told.getOrDefault(what, new long[0]);
        return at < all.length ? Optional.of(all[at]) : Optional.empty();
    }
}

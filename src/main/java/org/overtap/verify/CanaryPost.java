package org.overtap.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.verify.watch.VerifyScripts;

/**
 * One node's end of the canaries of one try: a process there that sends and hears them. Each step is a command of its
 * own that ends at once, so that one channel to the node is enough; the process ends by itself where nobody asks it any
 * more.
 */
final class CanaryPost {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final NodeShells shells;
    private final String node;
    private final String name;

    /**
     * @param name by which the process is asked, unlike any other
     */
    CanaryPost(NodeShells shells, String node, String name) {
        this.shells = shells;
        this.node = node;
        this.name = name;
    }

    /**
     * An address of the node.
     *
     * @param iface the interface to bind to; empty where the routes decide
     */
    record End(String address, Optional<String> iface) {
        private String line() {
            return address + " " + iface.orElse("-") + "\n";
        }
    }

    /**
     * What the node answered, or why it did not.
     *
     * @param said by the words that were asked, what was said to them
     * @param failure why nothing was said, naming the node
     */
    record Answer(Map<String, String> said, Optional<String> failure) {
        String to(String asked) {
            return said.getOrDefault(asked, "");
        }
    }

    /** Opens sockets for these; says {@code ok}, {@code taken}, or {@code failed: WORDS} to each address. */
    Answer hold(List<End> ends, PortPair ports, int payload, Duration life) {
        List<String> lines = ends.stream().map(End::line).toList();
        String[] args = {
            String.valueOf(ports.from()), String.valueOf(ports.to()), String.valueOf(payload), seconds(life)
        };
        Answer answer = ask(1, Duration.ZERO, false, lines, "hold", args);
        return answer.said().containsKey("root") ? ask(1, Duration.ZERO, true, lines, "hold", args) : answer;
    }

    /** Sends for each {@code OWN PEER} so many, one every so often; says how many were sent, and why not all. */
    Answer go(List<String> ways, int count, Duration each) {
        List<String> lines = ways.stream().map(way -> way + "\n").toList();
        Duration all = each.multipliedBy((long) count * ways.size());
        String millis = String.valueOf(each.toNanos() / 1e6);
        return ask(2, all, false, lines, "go", String.valueOf(count), millis);
    }

    /** Says to each {@code PEER OWN} how many came as they should and how many astray, and is no more. */
    Answer end(Map<String, Integer> sent, Duration grace) {
        List<String> lines = new ArrayList<>();
        sent.forEach((way, count) -> lines.add(way + " " + count + "\n"));
        return ask(2, grace, false, lines, "end", String.valueOf(grace.toMillis()));
    }

    /** Is no more. */
    void quit() {
        ask(1, Duration.ZERO, false, List.of(), "quit");
    }

    private static String seconds(Duration life) {
        return String.valueOf(life.toSeconds());
    }

    /** @param words how many words of each line of the answer say what it answers */
    private Answer ask(int words, Duration time, boolean root, List<String> lines, String verb, String... args) {
        List<String> all =
                new ArrayList<>(List.of(VerifyScripts.text("canary.pl"), VerifyScripts.text("canary.py"), verb, name));
        all.addAll(List.of(args));
        Command command = Command.script(VerifyScripts.text("canary.sh"), all.toArray(String[]::new))
                .withInput(String.join("", lines).getBytes(StandardCharsets.UTF_8))
                .within(time.plus(MARGIN));
        try {
            CommandResult reply = shells.on(node).run(root ? command.asRoot() : command);
            return reply.ok()
                    ? new Answer(said(reply.out(), words), Optional.empty())
                    : new Answer(
                            Map.of(),
                            Optional.of("node " + node + " cannot send and hear canaries: " + reply.errorText()));
        } catch (ShellException e) {
            return new Answer(Map.of(), Optional.of(e.getMessage()));
        }
    }

    private static Map<String, String> said(String out, int words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : out.lines().toList()) {
            String[] parts = line.strip().split(" ", words + 1);
            if (parts.length >= words) {
                said.put(
                        String.join(" ", List.of(parts).subList(0, words)),
                        parts.length > words ? parts[words].strip() : "");
            }
        }
        return said;
    }
}

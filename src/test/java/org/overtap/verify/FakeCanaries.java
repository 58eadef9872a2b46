package org.overtap.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;

/** Answers for nodes as the script that sends and hears canaries would, on a wire of the test's own. */
public final class FakeCanaries {
    private static final int VERB = 6;

    private final Wire wire;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();

    /** So many datagrams, all alike. */
    public record Sent(String from, String to, int fromPort, int toPort, int payload, int count) {}

    private record Held(int from, int to, int payload) {}

    /** What they go over. */
    @FunctionalInterface
    public interface Wire {
        /** How many of them arrive. */
        int carries(Sent sent) throws IOException;
    }

    public FakeCanaries(Wire wire) {
        this.wire = wire;
    }

    /** What the script says; empty if that command does not run it. */
    public Optional<CommandResult> answer(Command command) {
        List<String> words = command.argv();
        if (words.size() <= VERB || !words.get(2).startsWith("# canary.sh")) {
            return Optional.empty();
        }
        String name = words.get(VERB + 1);
        List<String> args = words.subList(VERB + 2, words.size());
        StringBuilder out = new StringBuilder();
        new String(command.input(), StandardCharsets.UTF_8).lines().forEach(line -> out.append(
                        said(words.get(VERB), name, args, line))
                .append('\n'));
        return Optional.of(new CommandResult(0, out.toString(), ""));
    }

    private String said(String verb, String name, List<String> args, String line) {
        String[] words = line.split(" ");
        return switch (verb) {
            case "hold" -> {
                held.put(name, new Held(number(args, 0), number(args, 1), number(args, 2)));
                yield words[0] + " ok";
            }
            case "go" -> {
                Held at = held.get(name);
                int count = number(args, 0);
                Sent sent = new Sent(words[0], words[1], at.from, at.to, at.payload, count);
                arrived.put(key(at, line), carried(sent));
                yield line + " " + count + " ";
            }
            case "end" -> {
                String way = words[0] + " " + words[1];
                yield way + " " + arrived.getOrDefault(key(held.get(name), way), 0) + " 0";
            }
            default -> "";
        };
    }

    private int carried(Sent sent) {
        try {
            return wire.carries(sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Held at, String way) {
        return at.from + " " + at.to + " " + way;
    }

    private static int number(List<String> args, int which) {
        return Integer.parseInt(args.get(which));
    }
}

package org.overtap.verify.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.verify.evidence.Condition;
import org.overtap.verify.evidence.CounterWindow;

/** Asks a deployment's daemons twice, so that what they counted in between is known. */
public final class DaemonWatch {
    private static final Seen UNASKED =
            new Seen(Condition.DEAD, Condition.DEAD, "it was never started", CounterWindow.NONE);

    private final Deployment deployment;
    private final NodeShells shells;
    private List<Status.Line> before = List.of();
    private final Map<List<String>, Seen> seen = new HashMap<>();

    /**
     * One daemon, as it was found both times.
     *
     * @param before its condition at the beginning
     * @param condition its condition at the end
     * @param note what its log ends with where it does not run, or why its node cannot be entered
     * @param counters what it told of itself
     */
    public record Seen(Condition before, Condition condition, String note, CounterWindow counters) {}

    public DaemonWatch(Deployment deployment, NodeShells shells) {
        this.deployment = deployment;
        this.shells = shells;
    }

    /** Asks for the first time. */
    public void begin() {
        before = Status.read(deployment, shells);
    }

    /** Asks again; each time counts as the end. */
    public void end() {
        seen.clear();
        for (Status.Line line : Status.read(deployment, shells)) {
            Optional<Status.Line> first = before.stream()
                    .filter(b -> b.node().equals(line.node()) && b.name().equals(line.name()))
                    .findFirst();
            seen.put(
                    List.of(line.node(), line.name()),
                    new Seen(
                            first.map(DaemonWatch::condition).orElse(Condition.DEAD),
                            condition(line),
                            line.note(),
                            new CounterWindow(first.map(Status.Line::counters).orElse(Map.of()), line.counters())));
        }
        stopped()
                .forEach(place -> seen.computeIfPresent(
                        place,
                        (key, its) -> new Seen(
                                its.before == Condition.ALIVE ? Condition.FROZEN : its.before,
                                Condition.FROZEN,
                                its.note,
                                its.counters)));
    }

    private static Condition condition(Status.Line line) {
        return switch (line.state()) {
            case "alive" -> Condition.ALIVE;
            case "unreachable" -> Condition.UNREACHABLE;
            case "gone" -> Condition.GONE;
            case "stray" -> Condition.STRAY;
            default -> Condition.DEAD;
        };
    }

    /** Daemons that are there, but one of whose processes is stopped. */
    private List<List<String>> stopped() {
        List<List<String>> places = new ArrayList<>();
        Map<String, List<JournalEntry>> nodes = new HashMap<>();
        deployment.journal().standing().stream()
                .filter(entry -> at(entry.node(), entry.daemon().name()).condition == Condition.ALIVE)
                .forEach(entry -> nodes.computeIfAbsent(entry.node(), node -> new ArrayList<>())
                        .add(entry));
        nodes.entrySet().parallelStream()
                .map(node -> stopped(node.getKey(), node.getValue()))
                .toList()
                .forEach(places::addAll);
        return places;
    }

    private List<List<String>> stopped(String node, List<JournalEntry> entries) {
        String[] folders = entries.stream().map(JournalEntry::folder).toArray(String[]::new);
        try {
            CommandResult reply = shells.on(node)
                    .run(Command.script(VerifyScripts.text("stopped.sh"), folders)
                            .asRoot());
            List<String> found = reply.out().lines().toList();
            return entries.stream()
                    .filter(entry -> found.contains(entry.folder()))
                    .map(entry -> List.of(node, entry.daemon().name()))
                    .toList();
        } catch (ShellException e) {
            return List.of();
        }
    }

    /** The daemon of that name on that node. */
    public Seen at(String node, String name) {
        return seen.getOrDefault(List.of(node, name), UNASKED);
    }
}

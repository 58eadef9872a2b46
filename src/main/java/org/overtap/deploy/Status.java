package org.overtap.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/** What a deployment's daemons say of themselves. A daemon that lives need not measure: only verify proves that. */
public final class Status {
    private Status() {}

    /**
     * One daemon.
     *
     * @param node where it runs
     * @param name its name within the deployment on that node
     * @param instrument which one
     * @param target the interface or port
     * @param state alive, dead, absent or unreachable
     * @param counters what it tells of itself; what it does not tell is not there
     * @param note the end of its log when it is not alive, or why the node cannot be reached
     */
    public record Line(
            String node,
            String name,
            String instrument,
            String target,
            String state,
            Map<Counter, Long> counters,
            String note) {
        public Line {
            counters = Map.copyOf(counters);
        }

        /** What it tells of that. */
        public Optional<Long> counter(Counter which) {
            return Optional.ofNullable(counters.get(which));
        }

        /** Packets that it captured, if it tells. */
        @JsonProperty("received")
        public Optional<Long> received() {
            return counter(Counter.RECEIVED);
        }

        /** Packets that were lost before it counted them, if it tells of any. */
        @JsonProperty("dropped")
        public Optional<Long> dropped() {
            Optional<Long> byTool = counter(Counter.DROPPED_BY_TOOL);
            Optional<Long> byKernel = counter(Counter.DROPPED_BY_KERNEL);
            return byTool.isEmpty() ? byKernel : Optional.of(byTool.get() + byKernel.orElse(0L));
        }
    }

    /** Asks all that stands in the deployment's journal; collectors first. */
    public static List<Line> read(Deployment deployment, NodeShells shells) {
        return deployment.journal().standing().parallelStream()
                .map(entry -> ask(deployment.id(), entry, shells))
                .toList();
    }

    private static Line ask(String deployment, JournalEntry entry, NodeShells shells) {
        Daemon daemon = entry.daemon();
        try {
            CommandResult reply = shells.on(daemon.node()).run(command(deployment, entry));
            return reply.ok() ? line(daemon, reply.out()) : unreachable(daemon, reply.errorText());
        } catch (ShellException e) {
            return unreachable(daemon, e.getMessage());
        }
    }

    private static Command command(String deployment, JournalEntry entry) {
        Daemon daemon = entry.daemon();
        List<String> args = new ArrayList<>(List.of(
                entry.root(),
                deployment,
                daemon.name(),
                daemon.health().signal().orElse("")));
        args.addAll(daemon.runs()
                .either(
                        process -> List.of("", ""),
                        setting -> List.of(setting.shows(), ShellQuote.line(setting.show()))));
        daemon.health().commands().forEach(words -> args.add(ShellQuote.line(words)));
        return Scripts.named("status", args.toArray(String[]::new)).asRoot();
    }

    /** The script prints the state, then the end of the log, then what each command prints, after a line of its own. */
    private static Line line(Daemon daemon, String text) {
        String state = text.lines().findFirst().orElse("absent");
        String rest = text.substring(Math.min(text.length(), state.length())).strip();
        List<String> parts = List.of(rest.split("(?m)^== command$", -1));
        Map<Counter, Long> counters =
                state.equals("alive") ? daemon.health().read(parts.get(0), parts.subList(1, parts.size())) : Map.of();
        return new Line(
                daemon.node(),
                daemon.name(),
                daemon.instrument(),
                daemon.target(),
                state,
                counters,
                state.equals("alive") ? "" : parts.get(0).strip());
    }

    private static Line unreachable(Daemon daemon, String why) {
        return new Line(
                daemon.node(), daemon.name(), daemon.instrument(), daemon.target(), "unreachable", Map.of(), why);
    }
}

package org.overtap.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.GoneNodeException;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/**
 * What a node says of one daemon, by {@code status.sh}.
 *
 * @param state alive, dead, absent, stray, unreachable or gone (its node is)
 * @param since when it was last known to live, if it is dead and that is known
 * @param now the node's clock, unless it is alive or the node cannot be reached
 * @param boot when the node was started, if it is dead
 * @param note what is to be said of it
 * @param log the end of its log
 * @param printed what each of its health commands printed
 */
record StatusReply(
        String state,
        Optional<Instant> since,
        Optional<Instant> now,
        Optional<Instant> boot,
        String note,
        String log,
        List<String> printed) {

    /**
     * Asks.
     *
     * @param counters whether its counters are asked for: some daemons must be signalled to write them
     */
    static StatusReply of(String deployment, JournalEntry entry, boolean counters, NodeShells shells) {
        try {
            CommandResult reply = shells.on(entry.node()).run(command(deployment, entry, counters));
            return reply.ok() ? parse(reply.out()) : unentered("unreachable", reply.errorText());
        } catch (GoneNodeException e) {
            return unentered("gone", e.getMessage());
        } catch (ShellException e) {
            return unentered("unreachable", e.getMessage());
        }
    }

    private static Command command(String deployment, JournalEntry entry, boolean counters) {
        Daemon daemon = entry.daemon();
        List<String> args = new ArrayList<>(List.of(
                entry.root(),
                deployment,
                daemon.name(),
                daemon.health().signal().filter(signal -> counters).orElse("")));
        args.addAll(daemon.runs()
                .either(
                        process -> List.of("", ""),
                        setting -> List.of(setting.shows(), ShellQuote.line(setting.show()))));
        if (counters) {
            daemon.health().commands().forEach(words -> args.add(ShellQuote.line(words)));
        }
        return Scripts.named("status", args.toArray(String[]::new)).asRoot();
    }

    /** The script prints the state, then the end of the log, then what each command prints, after a line of its own. */
    private static StatusReply parse(String text) {
        String first = text.lines().findFirst().orElse("absent");
        String rest = text.substring(Math.min(text.length(), first.length())).strip();
        List<String> parts = List.of(rest.split("(?m)^== command$", -1));
        String[] words = first.split(" ");
        boolean dead = words[0].equals("dead");
        Optional<Instant> now = time(words, dead || words[0].equals("stray") ? 2 : 1);
        return new StatusReply(
                words[0],
                dead ? time(words, 1) : Optional.empty(),
                now,
                dead ? time(words, 3) : Optional.empty(),
                words[0].equals("stray") ? runsOn(words) : parts.get(0).strip(),
                parts.get(0),
                parts.subList(1, parts.size()));
    }

    private static String runsOn(String[] words) {
        return "its folder is gone or does not know it, and of it there "
                + (words[1].equals("1") ? "runs 1 process" : "run " + words[1] + " processes")
                + ": 'overtap deploy' ends it and starts it anew, 'overtap teardown' ends it";
    }

    private static Optional<Instant> time(String[] words, int at) {
        return at < words.length && words[at].matches("[1-9]\\d{0,11}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(words[at])))
                : Optional.empty();
    }

    private static StatusReply unentered(String state, String why) {
        return new StatusReply(state, Optional.empty(), Optional.empty(), Optional.empty(), why, "", List.of());
    }
}

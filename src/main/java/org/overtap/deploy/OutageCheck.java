package org.overtap.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Outage;
import org.overtap.instrument.Instrument;

/** What of a deployment that is about to be carried out again did not run, and since when. Nodes go by their own clocks. */
final class OutageCheck {
    private final Map<String, StatusReply> replies = new HashMap<>();
    private final List<JournalEntry> standing;
    private final Optional<Instant> written;
    private final long asked;
    private final Instant begun;

    private OutageCheck(List<JournalEntry> standing, Optional<Instant> written) {
        this.standing = standing;
        this.written = written;
        this.asked = System.nanoTime();
        this.begun = Instant.now();
    }

    /**
     * Asks every node.
     *
     * @param written when the state was last written: then all of it was known to live
     */
    static OutageCheck of(Deployment wanted, Optional<Instant> written, NodeShells shells) {
        OutageCheck check = new OutageCheck(
                wanted.journal().standing().stream()
                        .filter(entry -> entry.mark() == JournalEntry.Mark.APPLIED)
                        .filter(entry -> wanted.topology().node(entry.node()).isPresent())
                        .toList(),
                written);
        check.standing.parallelStream().forEach(entry -> {
            StatusReply reply = StatusReply.of(wanted.id(), entry, false, shells);
            synchronized (check.replies) {
                check.replies.put(entry.place(), reply);
            }
        });
        return check;
    }

    /** Whether it runs, as far as anybody can tell. */
    boolean lives(JournalEntry entry) {
        StatusReply reply = replies.get(entry.place());
        return reply == null || reply.state().equals("alive") || reply.state().equals("unreachable");
    }

    /** Those that did not. */
    List<Outage> outages() {
        List<Outage> all = new ArrayList<>();
        for (JournalEntry entry : standing) {
            StatusReply reply = replies.get(entry.place());
            // A probe sends on without its folder.
            boolean measures = reply.state().equals("stray")
                    && entry.daemon().kind() == Instrument.Kind.PROBE
                    && entry.daemon().output().isEmpty();
            if (!lives(entry) && !measures) {
                all.add(Outage.open(
                        entry.node(),
                        entry.daemon().name(),
                        reply.since().or(() -> written.map(time -> there(reply, time))),
                        why(entry, reply)));
            }
        }
        return all;
    }

    /** What the node's clock showed when this machine's showed that, as far as it tells. */
    private Instant there(StatusReply reply, Instant here) {
        return reply.now()
                .map(now -> here.plusSeconds(Duration.between(begun, now).toSeconds()))
                .orElse(here);
    }

    /** Those of a deployment's that were found by this. */
    List<Outage> among(List<Outage> all) {
        List<Outage> found = outages();
        return all.stream()
                .filter(outage -> found.stream().anyMatch(open -> open.isSameAs(outage)))
                .toList();
    }

    private static String why(JournalEntry entry, StatusReply reply) {
        boolean restarted = reply.boot().isPresent()
                && reply.since().filter(reply.boot().get()::isAfter).isPresent();
        String found = entry.daemon().instrument()
                + switch (reply.state()) {
                    case "absent" -> " was found gone with its folder";
                    case "stray" -> " was found without its folder: it could store nothing";
                    default ->
                        restarted
                                ? " was found dead: its node was started at "
                                        + reply.boot().get()
                                : " was found dead";
                };
        return entry.daemon().kind() == Instrument.Kind.COLLECTOR
                ? found + "; what its probes sent to it and held for it is lost"
                : found;
    }

    /** What that node's clock shows by now. */
    Instant now(String node) {
        Duration passed = Duration.ofNanos(System.nanoTime() - asked);
        return standing.stream()
                .filter(entry -> entry.node().equals(node))
                .flatMap(entry -> replies.get(entry.place()).now().stream())
                .findFirst()
                .map(then -> then.plusSeconds(passed.toSeconds()))
                .orElseGet(() -> Instant.ofEpochSecond(Instant.now().getEpochSecond()));
    }
}

package org.overtap.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Instrument;

/**
 * What of a deployment has to be ended before its plan can be carried out. A probe gives what it holds to its collector
 * when it ends, and tells a collector how its records are to be read when it starts: where a collector is ended, all its
 * probes are ended before it and started after it, whether anything else of them changes or not.
 *
 * @param superseded what the plan does not ask for any more
 * @param restarted what it asks for, with other words or not, and will be started again
 */
record Changeover(List<JournalEntry> superseded, List<JournalEntry> restarted) {
    /**
     * What must be ended for that.
     *
     * @param wanted the deployment with the plan that it is to have, and what stands of the one that it had
     * @param lives whether something that stands really runs
     */
    static Changeover of(Deployment wanted, Predicate<JournalEntry> lives) {
        Map<String, JournalEntry> asked =
                wanted.wanted().stream().collect(Collectors.toMap(JournalEntry::place, entry -> entry, (a, b) -> a));
        List<JournalEntry> standing = wanted.journal().standing().stream()
                .filter(entry -> wanted.topology().node(entry.node()).isPresent())
                .toList();
        Set<String> ending = standing.stream()
                .filter(entry -> entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                .filter(entry -> !lives.test(entry) || !staysAsItIs(entry, asked.get(entry.place())))
                .map(JournalEntry::node)
                .collect(Collectors.toSet());
        Predicate<JournalEntry> superseded = entry -> !asked.containsKey(entry.place());
        return new Changeover(
                standing.stream().filter(superseded).toList(),
                standing.stream()
                        .filter(superseded.negate())
                        .filter(entry -> ends(entry, ending))
                        .toList());
    }

    private static boolean staysAsItIs(JournalEntry there, JournalEntry asked) {
        return asked != null
                && there.mark() == JournalEntry.Mark.APPLIED
                && there.daemon().runs().equals(asked.daemon().runs());
    }

    private static boolean ends(JournalEntry entry, Set<String> collectors) {
        return entry.daemon().kind() == Instrument.Kind.COLLECTOR
                ? collectors.contains(entry.node())
                : collectors.stream().anyMatch(entry.daemon()::sendsTo);
    }

    /** All of it, in the order in which it is ended: probes, then collectors. */
    List<JournalEntry> all() {
        return Stream.concat(superseded.stream(), restarted.stream())
                .sorted(Comparator.comparing(entry -> entry.daemon().kind()))
                .toList();
    }
}

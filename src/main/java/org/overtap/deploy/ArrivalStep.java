package org.overtap.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Arrival;
import org.overtap.instrument.Instrument;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * Waits a few seconds until the first record of a node's probes was heard by their collectors. On a quiet link none would
 * come for long: each probe is shown one packet of a connection that is reset, which it tells of at once. What was not
 * heard in that time fails nothing; only verify proves.
 */
final class ArrivalStep implements Step {
    /** Beyond the seconds that a probe takes: to be asked for, and to travel. */
    private static final int SLACK_TENTHS = 15;

    private static final int TRIES = 2;

    private final Deployment deployment;
    private final String node;
    private final HostTraits host;
    private final List<JournalEntry> probes;
    private final Map<String, JournalEntry> collectors;
    private final NodeShells shells;

    private ArrivalStep(Deployment deployment, String node, List<JournalEntry> probes, NodeShells shells) {
        this.deployment = deployment;
        this.node = node;
        this.host = deployment.host(node);
        this.probes = probes;
        this.collectors = collectors(deployment);
        this.shells = shells;
    }

    /** One for each node whose probes and their collectors tell how it is seen. */
    static List<ArrivalStep> forAll(Deployment deployment, NodeShells shells) {
        Map<String, JournalEntry> collectors = collectors(deployment);
        Map<String, List<JournalEntry>> byNode = new TreeMap<>();
        deployment.wanted().stream()
                .filter(entry ->
                        entry.daemon().arrival().flatMap(Arrival::reset).isPresent())
                .filter(entry -> pattern(entry, collectors).isPresent())
                .forEach(entry -> byNode.computeIfAbsent(entry.node(), n -> new ArrayList<>())
                        .add(entry));
        return byNode.entrySet().stream()
                .map(e -> new ArrivalStep(deployment, e.getKey(), e.getValue(), shells))
                .toList();
    }

    /** The same for those probes only that are in these places. */
    ArrivalStep only(Set<String> places) {
        return new ArrivalStep(
                deployment,
                node,
                probes.stream().filter(entry -> places.contains(entry.place())).toList(),
                shells);
    }

    private static Map<String, JournalEntry> collectors(Deployment deployment) {
        Map<String, JournalEntry> byNode = new TreeMap<>();
        deployment.wanted().stream()
                .filter(entry -> entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                .forEach(entry -> byNode.put(entry.node(), entry));
        return byNode;
    }

    /** What its collector's log says of its first packet. */
    private static Optional<String> pattern(JournalEntry probe, Map<String, JournalEntry> collectors) {
        Optional<Arrival> told = probe.daemon()
                .collector()
                .flatMap(on -> Optional.ofNullable(collectors.get(on)))
                .flatMap(collector -> collector.daemon().arrival());
        return told.flatMap(arrival ->
                probe.daemon().source().flatMap(source -> arrival.pattern(source.exporter(), source.engine())));
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String title() {
        return "hear the first record from " + node;
    }

    @Override
    public List<String> actions() {
        return List.of(
                host.asRoot("send one TCP reset, 192.0.2.1 > 192.0.2.2, to itself on "
                        + String.join(", ", targets(probes))),
                "look into the log on " + String.join(", ", byCollector(probes).keySet()));
    }

    private static List<String> targets(List<JournalEntry> entries) {
        return entries.stream().map(entry -> entry.daemon().target()).toList();
    }

    private static Map<String, List<JournalEntry>> byCollector(List<JournalEntry> entries) {
        Map<String, List<JournalEntry>> all = new TreeMap<>();
        entries.forEach(
                entry -> entry.daemon().collector().ifPresent(on -> all.computeIfAbsent(on, n -> new ArrayList<>())
                        .add(entry)));
        return all;
    }

    @Override
    public String apply(Shell shell) throws ShellException {
        if (probes.isEmpty()) {
            return "running";
        }
        List<JournalEntry> unheard = probes;
        Set<String> troubles = new LinkedHashSet<>();
        for (int i = 0; i < TRIES && !unheard.isEmpty(); i++) {
            CommandResult woken =
                    shell.run(Scripts.named("wake", targets(unheard).toArray(String[]::new))
                            .asRoot());
            (woken.ok() ? woken.out() : woken.errorText()).lines().forEach(troubles::add);
            unheard = unheard(unheard);
        }
        if (unheard.isEmpty()) {
            return "heard";
        }
        return "nothing yet of " + String.join(", ", targets(unheard))
                + (troubles.isEmpty() ? "" : " (" + String.join("; ", troubles) + ")");
    }

    private List<JournalEntry> unheard(List<JournalEntry> asked) throws ShellException {
        List<JournalEntry> silent = new ArrayList<>();
        for (Map.Entry<String, List<JournalEntry>> of : byCollector(asked).entrySet()) {
            List<JournalEntry> its = of.getValue();
            CommandResult reply = shells.on(of.getKey())
                    .run(Scripts.named("arrived", question(of.getKey(), its))
                            .asRoot()
                            .within(Duration.ofSeconds(60)));
            its.stream()
                    .filter(entry ->
                            !reply.ok() || reply.out().lines().anyMatch(String.valueOf(its.indexOf(entry) + 1)::equals))
                    .forEach(silent::add);
        }
        return silent;
    }

    private String[] question(String on, List<JournalEntry> its) {
        JournalEntry collector = collectors.get(on);
        int seconds = its.stream()
                .flatMap(entry -> entry.daemon().arrival().flatMap(Arrival::reset).stream())
                .mapToInt(reset -> reset)
                .max()
                .orElse(0);
        List<String> words = new ArrayList<>(List.of(
                collector.root(),
                deployment.id(),
                collector.daemon().name(),
                String.valueOf(seconds * 10 + SLACK_TENTHS)));
        its.forEach(entry -> words.add(pattern(entry, collectors).orElseThrow()));
        return words.toArray(String[]::new);
    }

    @Override
    public void undo(Shell shell) {
        // A packet that was seen is seen.
    }
}

package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.SourceIds;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/**
 * What really runs: the plan, and all that must be known to show, change and undo it, whatever is known elsewhere by
 * then.
 *
 * @param id a name that everything made on a node carries
 * @param experiment {@code project/experiment}
 * @param connection the settings under which the testbed was reached, without secrets
 * @param topology the experiment as it was when the plan was bound to it
 * @param plan the plan, with numbers of its own for every source of records
 * @param instruments the descriptors of the instruments that the plan uses
 * @param phase how far it is
 * @param journal what was made on the nodes
 * @param collected what of its flow files is on the user's machine
 * @param hosts what the hosts of nodes told of themselves
 * @param outages when what was to run did not
 * @param notes what was noted of its measuring
 * @param minFree how many bytes a guard keeps free on disks where records are stored; absent where none is to
 */
public record Deployment(
        String id,
        String experiment,
        Map<String, String> connection,
        Topology topology,
        OverlayPlan plan,
        List<Instrument> instruments,
        Phase phase,
        Journal journal,
        CollectedFiles collected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, HostTraits> hosts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Outage> outages,
        FieldNotes notes,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> minFree) {
    public static final String SCHEMA = "overtap/deployment/2";

    public Deployment {
        if (id == null || !id.matches("[A-Za-z0-9]{1,40}") || experiment == null || topology == null || plan == null) {
            throw new TopologyException("a deployment needs a plain id, an experiment, a topology and a plan");
        }
        if (phase == null) {
            throw new TopologyException("a deployment needs a phase");
        }
        connection = connection == null ? Map.of() : Map.copyOf(connection);
        instruments = instruments == null ? List.of() : List.copyOf(instruments);
        journal = journal == null ? Journal.EMPTY : journal;
        collected = collected == null ? CollectedFiles.NONE : collected;
        hosts = hosts == null ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
        outages = outages == null ? List.of() : List.copyOf(outages);
        notes = notes == null ? FieldNotes.NONE : notes;
        minFree = minFree == null ? Optional.empty() : minFree;
    }

    /** A deployment of which nothing is made yet. */
    public static Deployment planned(
            String id,
            Map<String, String> connection,
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue catalogue) {
        return new Deployment(
                id,
                topology.experiment(),
                connection,
                topology,
                SourceIds.distinct(topology, plan, node -> Optional.empty()),
                UsedInstruments.of(topology, plan, catalogue),
                new Phase.Planned(Optional.empty()),
                Journal.EMPTY,
                CollectedFiles.NONE,
                Map.of(),
                List.of(),
                FieldNotes.NONE,
                Optional.empty());
    }

    /** Those of the plan, and those of what is in the journal: its records are to be read still. */
    private List<Instrument> usedEver(Topology newTopology, OverlayPlan newPlan, InstrumentCatalogue catalogue) {
        List<Instrument> all = new ArrayList<>(UsedInstruments.of(newTopology, newPlan, catalogue));
        List<String> names = all.stream().map(Instrument::name).toList();
        instruments.stream()
                .filter(its -> !names.contains(its.name()))
                .filter(its -> journal.entries().stream()
                        .anyMatch(entry -> entry.daemon().instrument().equals(its.name())))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Nodes on which something was or may have been made, by name. */
    public List<String> touched() {
        return journal.nodes();
    }

    /** Whether every step was carried out. */
    public boolean complete() {
        return phase instanceof Phase.Running;
    }

    /** What was done to the experiment, if anything. */
    public Optional<Modification> modification() {
        return phase.modification();
    }

    /** Whether a change of the experiment is on its way to the testbed or back, as far as is known. */
    public boolean changing() {
        return phase instanceof Phase.ChangingExperiment || phase instanceof Phase.Restoring;
    }

    /** Whether a collector may have stored flows that were never downloaded, also where a deploy broke off half-way. */
    public boolean holdsUncollected() {
        return !journal.isEmpty() && !collected.all();
    }

    /** The same, keeping that much free on disks where records are stored. */
    public Deployment keepingFree(Optional<Long> bytes) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                instruments,
                phase,
                journal,
                collected,
                hosts,
                outages,
                notes,
                bytes);
    }

    /** What the plan asks for, guards and collectors first, as it would be started. */
    public List<JournalEntry> wanted() {
        InstrumentCatalogue catalogue = InstrumentCatalogue.of(instruments);
        Function<String, Optional<String>> exporters = node -> host(node).exporter();
        List<Daemon> daemons = new ArrayList<>(Daemon.collectors(topology, plan, catalogue, exporters));
        daemons.addAll(SwitchMirror.daemons(id, topology, plan, catalogue));
        daemons.addAll(Daemon.probes(id, topology, plan, catalogue, exporters));
        daemons.replaceAll(journal::housed);
        minFree.ifPresent(least -> daemons.addAll(0, DiskGuard.over(daemons, least, this::folder)));
        return daemons.stream()
                .map(daemon -> JournalEntry.intended(daemon, folder(daemon.node())))
                .toList();
    }

    /** What that node's host told; where it was not asked, what most are like. */
    public HostTraits host(String node) {
        return hosts.getOrDefault(node, HostTraits.DEFAULT);
    }

    /** The same, knowing what the nodes' hosts tell. */
    public Deployment on(Map<String, HostTraits> told) {
        OverlayPlan numbered = SourceIds.distinct(
                topology, plan, node -> Optional.ofNullable(told.get(node)).flatMap(HostTraits::exporter));
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                numbered,
                instruments,
                phase,
                journal,
                collected,
                told,
                outages,
                notes,
                minFree);
    }

    /** The deployment's folder on a node: two nodes may share a disk. */
    public String folder(String node) {
        return journal.folder(node)
                .orElseGet(() -> host(node).workFolder() + "/overtap-" + id + "-" + PlainName.part(node));
    }

    /** The same with another plan for the same experiment. */
    public Deployment replan(Topology newTopology, OverlayPlan newPlan, InstrumentCatalogue catalogue) {
        return new Deployment(
                id,
                experiment,
                connection,
                newTopology,
                SourceIds.distinct(newTopology, newPlan, node -> host(node).exporter()),
                usedEver(newTopology, newPlan, catalogue),
                phase,
                journal,
                collected,
                hosts,
                outages,
                notes,
                minFree);
    }

    /** The same on the experiment as it is now: on machines that are gone nothing is left to be removed. */
    public Deployment rebound(Topology newTopology, OverlayPlan newPlan, InstrumentCatalogue catalogue) {
        return replan(newTopology, newPlan, catalogue)
                .with(phase, journal.only(node -> newTopology.node(node).isPresent()));
    }

    /** The same, about to start what its plan asks for. */
    public Deployment deploying() {
        return with(new Phase.Deploying(modification()), journal.intending(wanted()))
                .with(collected.outdated());
    }

    /** The same with that mark on an entry. */
    public Deployment marked(JournalEntry entry, JournalEntry.Mark mark) {
        return with(phase, journal.marked(entry, mark));
    }

    /** The same, about to be tested by such packets. */
    public Deployment testedBy(List<TestTraffic> traffic) {
        return with(phase, journal.testedBy(traffic));
    }

    /** The same with every step carried out. */
    public Deployment running() {
        return with(new Phase.Running(modification()), journal);
    }

    /** The same with all flow files that were stored until now downloaded, to where they last were. */
    public Deployment afterCollect() {
        return with(new CollectedFiles(true, collected.folder(), false));
    }

    /** The same with all flow files that were stored until now downloaded into that folder. */
    public Deployment afterCollect(Path to) {
        return with(CollectedFiles.all(to));
    }

    /** The same with some of them downloaded into that folder. */
    public Deployment afterPartOfCollect(Path to) {
        return with(CollectedFiles.some(to));
    }

    /** The same with all that was ever stored downloaded into that folder: nothing of it runs any more. */
    public Deployment afterLastCollect(Path to) {
        return with(CollectedFiles.last(to));
    }

    /** The same, about to have the experiment changed: what runs may not outlive that. */
    public Deployment changing(Modification change) {
        return with(new Phase.ChangingExperiment(change), journal);
    }

    /** The same on an experiment that was changed: what its plan asks for is still to be started. */
    public Deployment changed() {
        return with(atRest(modification()), journal);
    }

    /** The same, about to have the experiment changed back. */
    public Deployment restoring(Modification change) {
        return with(new Phase.Restoring(change), journal);
    }

    /** The same, knowing more of the change. */
    public Deployment withModification(Modification change) {
        return with(phase.with(Optional.of(change)), journal);
    }

    /** The same on an experiment that is its own again. */
    public Deployment unmodified() {
        return with(complete() ? new Phase.Running(Optional.empty()) : atRest(Optional.empty()), journal);
    }

    /** The same with nothing left on any node. */
    public Deployment cleared() {
        return with(changing() ? phase : new Phase.Planned(modification()), Journal.EMPTY)
                .withOutages(List.of())
                .with(FieldNotes.NONE);
    }

    /** The same, about to be started then if it was not before: what is recorded is of later times. */
    public Deployment begunAt(Instant time) {
        return journal.isEmpty() ? with(notes.begun(time)) : this;
    }

    /** The same with these notes. */
    public Deployment with(FieldNotes its) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                instruments,
                phase,
                journal,
                collected,
                hosts,
                outages,
                its,
                minFree);
    }

    /** The same without what was on those nodes. */
    public Deployment without(Set<String> nodes) {
        return with(phase, journal.only(node -> !nodes.contains(node)));
    }

    /** The same, in which these daemons were found not to run; one that is known already is not a second one. */
    public Deployment down(List<Outage> found) {
        List<Outage> all = new ArrayList<>(outages);
        found.stream()
                .filter(outage -> outages.stream().noneMatch(outage::goesOnAs))
                .forEach(all::add);
        return withOutages(all);
    }

    /** The same, in which all of it runs again. */
    public Deployment up(Function<Outage, Instant> ends) {
        return withOutages(outages.stream()
                .map(outage -> outage.until().isPresent() ? outage : outage.endedAt(ends.apply(outage)))
                .toList());
    }

    private Deployment withOutages(List<Outage> all) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                instruments,
                phase,
                journal,
                collected,
                hosts,
                all,
                notes,
                minFree);
    }

    private Phase atRest(Optional<Modification> modification) {
        return journal.isEmpty() ? new Phase.Planned(modification) : new Phase.Deploying(modification);
    }

    private Deployment with(Phase itsPhase, Journal itsJournal) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                instruments,
                itsPhase,
                itsJournal,
                collected,
                hosts,
                outages,
                notes,
                minFree);
    }

    private Deployment with(CollectedFiles files) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                instruments,
                phase,
                journal,
                files,
                hosts,
                outages,
                notes,
                minFree);
    }
}

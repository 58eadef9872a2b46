package org.overtap.lifecycle.measured;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.DaemonCount;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Outage;
import org.overtap.instrument.Instrument;
import org.overtap.record.Measurement;
import org.overtap.record.TestPackets;
import org.overtap.topology.Topology;

/** What a deployment tells of its measurement. */
public final class DeployedMeasurement {
    private final Deployment deployment;
    private final Topology routed;

    /**
     * @param routed the deployment's topology, with the routes that its nodes tell as far as they do
     */
    public DeployedMeasurement(Deployment deployment, Topology routed) {
        this.deployment = deployment;
        this.routed = routed;
    }

    /** Where nothing of what is stored lies beside a document. */
    public Measurement running() {
        return lying(Map.of());
    }

    /**
     * Where flow files lie beside the document.
     *
     * @param folders where, relative to it, by the place in the journal of what stored them
     */
    public Measurement lying(Map<String, String> folders) {
        FieldNotes notes = deployment.notes();
        return new Measurement(
                        deployment.experiment(),
                        deployment.id(),
                        routed,
                        deployment.plan(),
                        new ExporterList(deployment, folders).entries(),
                        notes.since(),
                        tests(),
                        deployment.outages().stream().map(this::gap).toList(),
                        notes.runs().stream()
                                .map(run -> new Measurement.Mark(run.name(), run.start(), run.stop()))
                                .toList(),
                        notes.clocks().stream()
                                .map(clock -> new Measurement.ClockOffset(
                                        clock.node(), clock.millis(), clock.errorMillis(), clock.at()))
                                .toList())
                .storedBy(collectors())
                .with(tools())
                .beside(files(folders));
    }

    private List<TestPackets> tests() {
        return deployment.journal().tests().stream()
                .map(test -> new TestPackets(
                        test.addresses(), test.protocol(), test.ports(), test.tos(), test.packetBytes()))
                .toList();
    }

    /** A node noted it by its own clock. */
    private Measurement.Gap gap(Outage outage) {
        return new Measurement.Gap(
                outage.node(),
                outage.name(),
                outage.since().map(text -> here(outage.node(), Instant.parse(text))),
                outage.until().map(text -> here(outage.node(), Instant.parse(text))),
                outage.why());
    }

    /** What this machine's clock showed when that node's showed so. */
    private Instant here(String node, Instant there) {
        return deployment.notes().latestClocks().stream()
                .filter(clock -> clock.node().equals(node) && clock.off())
                .map(ClockReading::millis)
                .findFirst()
                .map(there::minusMillis)
                .orElse(there);
    }

    /** Each that ran; what one dropped before it began anew is not known, so that in all is not. */
    private List<Measurement.Collector> collectors() {
        return deployment.journal().entries().stream()
                .filter(entry -> entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                .map(entry ->
                        new Measurement.Collector(entry.node(), entry.daemon().instrument(), dropped(entry)))
                .toList();
    }

    private OptionalLong dropped(JournalEntry entry) {
        String name = entry.daemon().name();
        boolean wentOut = deployment.outages().stream()
                .anyMatch(gap -> gap.node().equals(entry.node()) && gap.name().equals(name));
        return deployment.notes().counts().stream()
                .filter(count -> !wentOut
                        && count.node().equals(entry.node())
                        && count.name().equals(name))
                .map(DaemonCount::dropped)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private List<Measurement.Tool> tools() {
        return deployment.instruments().stream()
                .map(instrument -> new Measurement.Tool(
                        instrument.name(), instrument.kind(), instrument.merges(), versions(instrument)))
                .toList();
    }

    private List<Measurement.Installed> versions(Instrument instrument) {
        return deployment.notes().versions().stream()
                .filter(told -> told.instrument().equals(instrument.name()))
                .map(told -> new Measurement.Installed(told.node(), told.version()))
                .toList();
    }

    private List<Measurement.FlowFolder> files(Map<String, String> folders) {
        List<Measurement.FlowFolder> all = new ArrayList<>();
        for (FlowFiles.Source source : FlowFiles.sources(deployment)) {
            Optional.ofNullable(folders.get(source.entry().place()))
                    .ifPresent(folder -> all.add(new Measurement.FlowFolder(
                            source.node(),
                            source.daemon().instrument(),
                            folder + "/" + source.output().folder(),
                            source.output().pattern(),
                            source.output().reader(),
                            source.daemon()
                                    .source()
                                    .map(its -> OptionalInt.of(its.engine()))
                                    .orElse(OptionalInt.empty()))));
        }
        return all;
    }
}

package org.overtap.record.anonymise;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.TestPackets;

/** All that is known of a measurement besides its records, with the same times and numbers, and no texts. */
final class DisguisedMeasurement {
    private static final String UNTOLD = "";

    private static final Pattern DAEMON = Pattern.compile("collector|probe-[0-9]{1,10}");

    private static final Pattern VERSION = Pattern.compile("\\b[0-9]+(\\.[0-9]+){1,2}\\b");

    private final Disguise disguise;

    DisguisedMeasurement(Disguise disguise) {
        this.disguise = disguise;
    }

    Measurement of(Measurement measurement) {
        return new Measurement(
                disguise.experiment(measurement.experiment()),
                disguise.deployment(measurement.deployment()),
                new DisguisedTopology(disguise).of(measurement.topology()),
                new DisguisedPlan(disguise).of(measurement.plan()),
                measurement.exporters().stream()
                        .map(this::exporter)
                        .sorted(Comparator.comparing(ExporterEntry::node).thenComparingInt(ExporterEntry::sourceId))
                        .toList(),
                measurement.since(),
                measurement.tests().stream().map(this::tests).toList(),
                measurement.outages().stream()
                        .map(gap -> new Measurement.Gap(
                                disguise.node(gap.node()), daemon(gap.name()), gap.from(), gap.to(), UNTOLD))
                        .toList(),
                measurement.marks().stream()
                        .map(mark -> new Measurement.Mark(disguise.run(mark.name()), mark.start(), mark.stop()))
                        .toList(),
                measurement.clocks().stream()
                        .map(c -> new Measurement.ClockOffset(
                                disguise.node(c.node()), c.millis(), c.errorMillis(), c.at()))
                        .sorted(Comparator.comparing(Measurement.ClockOffset::node))
                        .toList(),
                measurement.collectors().stream()
                        .map(its -> new Measurement.Collector(
                                disguise.node(its.node()),
                                disguise.instrument(its.instrument()),
                                its.droppedByKernel()))
                        .sorted(Comparator.comparing(Measurement.Collector::node))
                        .toList(),
                measurement.tools().stream().map(this::tool).toList(),
                List.of());
    }

    /** As overtap calls its daemons; any other name is somebody's. */
    private static String daemon(String name) {
        return DAEMON.matcher(name).matches() ? name : "daemon";
    }

    private Measurement.Tool tool(Measurement.Tool tool) {
        return new Measurement.Tool(
                disguise.instrument(tool.name()),
                tool.kind(),
                tool.merges(),
                tool.versions().stream()
                        .map(its -> new Measurement.Installed(disguise.node(its.node()), number(its.version())))
                        .sorted(Comparator.comparing(Measurement.Installed::node))
                        .toList());
    }

    /** The number in what a program says of its version; the rest may tell on which machine it was made. */
    private static String number(String version) {
        Matcher found = VERSION.matcher(version);
        return found.find() ? found.group() : UNTOLD;
    }

    private ExporterEntry exporter(ExporterEntry entry) {
        return new ExporterEntry(
                disguise.address(entry.address()),
                entry.sourceId(),
                disguise.node(entry.node()),
                disguise.iface(entry.node(), entry.iface()),
                entry.segment().map(disguise::segment),
                entry.side(),
                disguise.instrument(entry.instrument()),
                entry.format(),
                entry.collector().map(disguise::node),
                Optional.empty(),
                entry.standing(),
                entry.counted(),
                entry.wire());
    }

    private TestPackets tests(TestPackets tests) {
        return new TestPackets(
                tests.addresses().stream().map(disguise::address).collect(Collectors.toSet()),
                tests.protocol(),
                tests.ports(),
                tests.tos(),
                tests.packetBytes());
    }
}

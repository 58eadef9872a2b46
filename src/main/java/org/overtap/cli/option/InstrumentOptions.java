package org.overtap.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.BrokerTopic;
import org.overtap.overlay.plan.CopyWish;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.overlay.plan.SizingOptions;
import picocli.CommandLine.Option;

/** Which instruments an overlay is made of, and how they are set. */
@HelpGroup(HelpGroup.Heading.DEPLOYED)
public final class InstrumentOptions {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([kKmMgGtT])(?:i?B)?");

    @Option(
            names = "--probe",
            paramLabel = "NAME[@NODE]",
            split = ",",
            description = "probe instrument, of all nodes or of one (default: the first of 'overtap instruments' that"
                    + " fits)")
    private List<String> probes = List.of();

    @Option(
            names = "--collector",
            paramLabel = "NAME",
            description = "collector instrument (default: the first of 'overtap instruments' that fits)")
    private String collector;

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT/TOPIC",
            description =
                    "a Kafka broker of your own, reached by the collectors' nodes, to which they send all records")
    private String broker;

    @Option(
            names = "--mirror",
            paramLabel = "NAME:ADDRESS[@NODE]",
            split = ",",
            description = "send a copy of all that switches carry, or one of them, to a device of your own, as in"
                    + " openvswitch-gre:10.9.0.2")
    private List<String> copies = List.of();

    @Option(
            names = "--wire",
            paramLabel = "FORM",
            description =
                    "form in which records travel: v5, v9, ipfix, sflow, ... (see 'overtap instruments --matrix')")
    private String wire;

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            description = "measure only what this capture filter lets pass, as in 'tcp and not port 22'")
    private String filter;

    @Option(names = "--insist", description = "use an instrument that is refused for a known fault")
    private boolean insist;

    @Option(names = "--instrument", paramLabel = "FILE", description = "an instrument descriptor of your own (YAML)")
    private List<Path> descriptors = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9995",
            description = "port of the collector (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--idle-timeout",
            paramLabel = "S",
            defaultValue = "15",
            description = "export a flow after S seconds without packets (default: ${DEFAULT-VALUE})")
    private int idle;

    @Option(
            names = "--active-timeout",
            paramLabel = "S",
            defaultValue = "60",
            description = "export a long flow every S seconds (default: ${DEFAULT-VALUE})")
    private int active;

    @Option(
            names = "--rotate",
            paramLabel = "S",
            defaultValue = "10",
            description = "start a new flow file every S seconds (default: ${DEFAULT-VALUE})")
    private int rotate;

    @Option(
            names = "--flows",
            paramLabel = "N",
            defaultValue = "500",
            description = "flows expected to be active on a 100 Mbit/s link (default: ${DEFAULT-VALUE})")
    private int flows;

    @Option(
            names = "--packet-rate",
            paramLabel = "N",
            description =
                    "packets/s expected on an interface: probes that cannot keep up with it are not chosen (default: a"
                            + " segment of known speed full of packets of 500 bytes)")
    private Long packets;

    @Option(
            names = "--collector-capacity",
            paramLabel = "N",
            description = "records/s that one collector takes in (default: what its descriptor says, else 40000)")
    private Long capacity;

    @Option(
            names = "--control-mbit",
            paramLabel = "N",
            defaultValue = "100",
            description = "speed of a port on the control network in Mbit/s (default: ${DEFAULT-VALUE})")
    private double controlMbit;

    @Option(
            names = "--min-free",
            paramLabel = "SIZE",
            description =
                    "end what stores records, cleanly, as soon as less than SIZE is free on its disk: 500M, 2G ...")
    private String minFree;

    String probe() {
        return named(
                probes.stream().filter(name -> !name.contains("@")).findFirst().orElse(null), Instrument.Kind.PROBE);
    }

    /** What is asked of instruments besides their names. */
    InstrumentWishes wishes() {
        Map<String, String> at = new TreeMap<>();
        List<String> everywhere = new ArrayList<>();
        for (String asked : probes) {
            String[] words = asked.split("@", 2);
            String before = words.length == 1 ? null : at.put(words[1], words[0]);
            if (words.length == 1) {
                everywhere.add(asked);
            } else if (words[0].isEmpty() || words[1].isEmpty() || before != null) {
                throw new UsageException("--probe is NAME, or NAME@NODE once for a node, not " + asked);
            }
        }
        if (everywhere.size() > 1) {
            throw new UsageException("--probe names one probe for all nodes, not " + String.join(" and ", everywhere)
                    + ": say NAME@NODE for the others");
        }
        return new InstrumentWishes(
                at,
                Optional.ofNullable(wire),
                Optional.ofNullable(filter),
                insist,
                everywhere.isEmpty(),
                collector == null,
                Optional.ofNullable(broker).map(BrokerTopic::of),
                copies.stream().map(CopyWish::of).toList(),
                Optional.ofNullable(minFree).map(InstrumentOptions::size));
    }

    private static long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new UsageException("--min-free is a size, as 500M or 2G; not " + text);
        }
        long unit = 1L << 10 * (1 + "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT)));
        return Long.parseLong(size.group(1)) * unit;
    }

    String collector() {
        return named(collector, Instrument.Kind.COLLECTOR);
    }

    int port() {
        return port;
    }

    PlanTiming timing() {
        return new PlanTiming(idle, active, rotate);
    }

    SizingOptions sizing() {
        return new SizingOptions(
                flows,
                capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity),
                controlMbit,
                packets == null ? OptionalLong.empty() : OptionalLong.of(packets));
    }

    /** The known instruments, the user's own among them. */
    InstrumentCatalogue catalogue() {
        InstrumentCatalogue catalogue = InstrumentCatalogue.builtIn();
        for (Path file : descriptors) {
            catalogue = catalogue.with(file);
        }
        catalogue.get(probe(), Instrument.Kind.PROBE);
        for (String name : wishes().probeAt().values()) {
            catalogue.get(name, Instrument.Kind.PROBE);
        }
        for (CopyWish wish : wishes().copies()) {
            catalogue.get(wish.copy().instrument(), Instrument.Kind.MIRROR);
        }
        return catalogue;
    }

    private static String named(String asked, Instrument.Kind kind) {
        return asked == null ? InstrumentCatalogue.builtIn().usual(kind) : asked;
    }
}

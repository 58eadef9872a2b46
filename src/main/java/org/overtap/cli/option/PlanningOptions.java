package org.overtap.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.ChangeRequest;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.overlay.SizingOptions;
import org.overtap.placement.PlacementAlgorithms;
import picocli.CommandLine.Option;

/** What a user may ask of a plan. */
public final class PlanningOptions {
    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "exact",
            description = "exact, reduce or greedy (default: ${DEFAULT-VALUE})")
    private String algorithm;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "how long to search for a proof (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--exclude", paramLabel = "NODE", split = ",", description = "run nothing on this node")
    private List<String> exclude = List.of();

    @Option(
            names = "--avoid-unfit",
            description = "leave out nodes that lack a package, sudo or a local disk, and say why; without it they stop"
                    + " a deployment")
    private boolean avoidUnfit;

    @Option(names = "--only", paramLabel = "NODE", split = ",", description = "run probes on these nodes only")
    private List<String> only = List.of();

    @Option(
            names = "--probe",
            paramLabel = "NAME",
            description = "probe instrument (default: the first of 'overtap instruments')")
    private String probe;

    @Option(
            names = "--collector",
            paramLabel = "NAME",
            description = "collector instrument (default: the first of 'overtap instruments')")
    private String collector;

    @Option(names = "--instrument", paramLabel = "FILE", description = "an instrument descriptor of your own (YAML)")
    private List<Path> instruments = List.of();

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

    /** What is asked of a plan. */
    public PlanRequest request(ModeOptions modes, boolean explain, ChangeRequest change) {
        return new PlanRequest(
                options().withExplain(explain),
                catalogue(),
                avoidUnfit,
                modes.flooding(),
                modes.taps(),
                modes.cover().flows(),
                modes.costs().load(),
                change);
    }

    private PlanOptions options() {
        if (!PlacementAlgorithms.names().contains(algorithm)) {
            throw new UsageException("no algorithm is called " + algorithm + "; known are "
                    + String.join(", ", PlacementAlgorithms.names()));
        }
        Set<String> both = new TreeSet<>(exclude);
        both.retainAll(only);
        if (!both.isEmpty()) {
            throw new UsageException("--only and --exclude contradict each other about " + String.join(", ", both));
        }
        if (seconds < 0) {
            throw new UsageException("--seconds cannot be negative");
        }
        return new PlanOptions(
                algorithm,
                seconds,
                Set.copyOf(exclude),
                Set.copyOf(only),
                named(probe, Instrument.Kind.PROBE),
                named(collector, Instrument.Kind.COLLECTOR),
                port,
                new OverlayPlan.Timing(idle, active, rotate),
                Optional.empty(),
                new SizingOptions(
                        flows, capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity), controlMbit),
                false);
    }

    /** The known instruments, the user's own among them. */
    private InstrumentCatalogue catalogue() {
        InstrumentCatalogue catalogue = InstrumentCatalogue.builtIn();
        for (Path file : instruments) {
            catalogue = catalogue.with(file);
        }
        catalogue.get(named(probe, Instrument.Kind.PROBE), Instrument.Kind.PROBE);
        return catalogue;
    }

    private static String named(String asked, Instrument.Kind kind) {
        return asked == null ? InstrumentCatalogue.builtIn().usual(kind) : asked;
    }
}

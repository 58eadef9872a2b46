package org.overtap.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.overlay.plan.SizingOptions;
import picocli.CommandLine.Option;

/** Which instruments an overlay is made of, and how they are set. */
@HelpGroup(HelpGroup.Heading.DEPLOYED)
public final class InstrumentOptions {
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

    String probe() {
        return named(probe, Instrument.Kind.PROBE);
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
                flows, capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity), controlMbit);
    }

    /** The known instruments, the user's own among them. */
    InstrumentCatalogue catalogue() {
        InstrumentCatalogue catalogue = InstrumentCatalogue.builtIn();
        for (Path file : descriptors) {
            catalogue = catalogue.with(file);
        }
        catalogue.get(probe(), Instrument.Kind.PROBE);
        return catalogue;
    }

    private static String named(String asked, Instrument.Kind kind) {
        return asked == null ? InstrumentCatalogue.builtIn().usual(kind) : asked;
    }
}

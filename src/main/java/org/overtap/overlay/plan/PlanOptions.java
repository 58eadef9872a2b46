package org.overtap.overlay.plan;

import java.util.Optional;
import java.util.Set;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;

/**
 * What the user asks of a plan.
 *
 * @param algorithm name of the placement algorithm
 * @param seconds how long the placement may be searched for
 * @param excluded nodes that must run neither probe nor collector
 * @param only if not empty, the only nodes that may run a probe
 * @param probe name of the probe instrument
 * @param collector name of the collector instrument
 * @param port port for collectors
 * @param timing export and rotation times
 * @param free what the testbed could add, if it was asked
 * @param sizing what collectors are sized by
 * @param explain whether to say of each probe what it is needed for
 * @param wishes what is asked of the instruments besides
 */
public record PlanOptions(
        String algorithm,
        int seconds,
        Set<String> excluded,
        Set<String> only,
        String probe,
        String collector,
        int port,
        PlanTiming timing,
        Optional<FreeNodes> free,
        SizingOptions sizing,
        boolean explain,
        InstrumentWishes wishes) {
    public static final PlanOptions DEFAULT = usual(InstrumentCatalogue.builtIn());

    public PlanOptions {
        excluded = Set.copyOf(excluded);
        only = Set.copyOf(only);
        if (port < PlanFaults.LEAST_PORT || port > PlanFaults.MOST_PORT) {
            throw new PlanException(
                    "port " + port + " is not between " + PlanFaults.LEAST_PORT + " and " + PlanFaults.MOST_PORT);
        }
    }

    private static PlanOptions usual(InstrumentCatalogue instruments) {
        return new PlanOptions(
                "exact",
                3,
                Set.of(),
                Set.of(),
                instruments.usual(Instrument.Kind.PROBE),
                instruments.usual(Instrument.Kind.COLLECTOR),
                9995,
                PlanTiming.DEFAULT,
                Optional.empty());
    }

    /** Options with the usual sizing of collectors. */
    public PlanOptions(
            String algorithm,
            int seconds,
            Set<String> excluded,
            Set<String> only,
            String probe,
            String collector,
            int port,
            PlanTiming timing,
            Optional<FreeNodes> free) {
        this(
                algorithm,
                seconds,
                excluded,
                only,
                probe,
                collector,
                port,
                timing,
                free,
                SizingOptions.DEFAULT,
                false,
                InstrumentWishes.NONE);
    }

    public PlanOptions withTiming(PlanTiming other) {
        return new PlanOptions(
                algorithm, seconds, excluded, only, probe, collector, port, other, free, sizing, explain, wishes);
    }

    public PlanOptions withFree(Optional<FreeNodes> machines) {
        return new PlanOptions(
                algorithm, seconds, excluded, only, probe, collector, port, timing, machines, sizing, explain, wishes);
    }

    public PlanOptions excluding(Set<String> nodes) {
        return new PlanOptions(
                algorithm, seconds, nodes, only, probe, collector, port, timing, free, sizing, explain, wishes);
    }

    /** The same, leaving these nodes out too. */
    public PlanOptions excludingAlso(Set<String> nodes) {
        Set<String> all = new java.util.HashSet<>(excluded);
        all.addAll(nodes);
        return excluding(all);
    }

    /** The same, but only these nodes may run a probe. */
    public PlanOptions allowing(Set<String> nodes) {
        return new PlanOptions(
                algorithm, seconds, excluded, nodes, probe, collector, port, timing, free, sizing, explain, wishes);
    }

    public PlanOptions withSizing(SizingOptions other) {
        return new PlanOptions(
                algorithm, seconds, excluded, only, probe, collector, port, timing, free, other, explain, wishes);
    }

    public PlanOptions withExplain(boolean wanted) {
        return new PlanOptions(
                algorithm, seconds, excluded, only, probe, collector, port, timing, free, sizing, wanted, wishes);
    }

    public PlanOptions withWishes(InstrumentWishes its) {
        return new PlanOptions(
                algorithm, seconds, excluded, only, probe, collector, port, timing, free, sizing, explain, its);
    }

    /** The same with these instruments. */
    public PlanOptions with(String itsProbe, String itsCollector) {
        return new PlanOptions(
                algorithm,
                seconds,
                excluded,
                only,
                itsProbe,
                itsCollector,
                port,
                timing,
                free,
                sizing,
                explain,
                wishes);
    }

    /** Whether that node may run a probe. */
    public boolean mayProbe(String node) {
        return !excluded.contains(node) && (only.isEmpty() || only.contains(node));
    }
}

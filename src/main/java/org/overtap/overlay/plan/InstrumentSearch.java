package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;

/** Which instruments are taken where the user named none. */
public final class InstrumentSearch {
    private InstrumentSearch() {}

    /**
     * The options with the first instruments of the catalogue's order that fit each other and what is asked, where the
     * user named none. Those that are refused, or were never tried, are taken only where they are named. As they are if
     * none fit: what is wrong with them is told then.
     *
     * @param families address families that are to be recorded
     */
    public static PlanOptions settled(PlanOptions options, InstrumentCatalogue instruments, Set<String> families) {
        return settled(options, instruments, families, instrument -> true);
    }

    /**
     * As {@link #settled(PlanOptions, InstrumentCatalogue, Set)}, of those instruments only.
     *
     * @param there whether an instrument can be had where it would run
     */
    public static PlanOptions settled(
            PlanOptions options, InstrumentCatalogue instruments, Set<String> families, Predicate<Instrument> there) {
        InstrumentWishes wishes = options.wishes();
        if (!wishes.anyProbe() && !wishes.anyCollector()) {
            return options;
        }
        List<String> probes = candidates(instruments, Instrument.Kind.PROBE, wishes.anyProbe(), options.probe(), there);
        List<String> collectors =
                candidates(instruments, Instrument.Kind.COLLECTOR, wishes.anyCollector(), options.collector(), there);
        for (String probe : probes) {
            for (String collector : collectors) {
                PlanOptions tried = options.with(probe, collector);
                if (fits(tried, instruments, families)) {
                    return tried;
                }
            }
        }
        return options;
    }

    /** Whoever was named, else those that could be taken, in their order. */
    private static List<String> candidates(
            InstrumentCatalogue instruments,
            Instrument.Kind kind,
            boolean any,
            String named,
            Predicate<Instrument> there) {
        List<String> all = new ArrayList<>();
        for (Instrument one : any ? instruments.all() : List.<Instrument>of()) {
            boolean known = !one.tried().isEmpty() && one.runs() instanceof Runs.Process;
            if (one.kind() == kind && one.refused().isEmpty() && known && there.test(one)) {
                all.add(one.name());
            }
        }
        if (all.isEmpty() || !any) {
            all.add(0, named);
        }
        return all;
    }

    /** Whether these instruments fit each other and what is to be recorded. */
    static boolean fits(PlanOptions options, InstrumentCatalogue instruments, Set<String> families) {
        try {
            InstrumentChoice choice = InstrumentChoice.of(options, instruments, families);
            return options.wishes().anyCollector() || choice.collector().isPresent();
        } catch (PlanException e) {
            return false;
        }
    }
}

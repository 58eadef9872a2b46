package org.overtap.lifecycle;

import java.util.Optional;
import java.util.Set;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TestbedTraits;

/**
 * What is asked of an overlay plan.
 *
 * @param options instruments, timing, algorithm; which machines are free is asked of the testbed
 * @param instruments the instruments that are known, the user's own among them
 * @param avoidUnfit leave out nodes that could not carry an instrument, instead of failing there later
 * @param flooding segments of which the user vouches that they flood
 * @param taps which machines may be added; empty if none
 * @param flows which flows between hosts are to be seen once on their way; empty if every conversation on every
 *     segment is
 * @param load what probing costs, and its limits
 * @param change how the experiment may be changed if machines are added
 */
public record PlanRequest(
        PlanOptions options,
        InstrumentCatalogue instruments,
        boolean avoidUnfit,
        Set<String> flooding,
        Optional<TapOptions> taps,
        Optional<FlowOptions> flows,
        LoadRequest load,
        ChangeRequest change) {

    /**
     * A request.
     *
     * @throws RequestException if its parts contradict each other
     */
    public PlanRequest {
        flooding = Set.copyOf(flooding);
        if (flows.isPresent() && taps.isPresent()) {
            throw new RequestException(
                    "--cover flows plans with the machines that are there: leave out --extra-nodes and --mode");
        }
    }

    /** The lightweight plan of every conversation, with these options. */
    public static PlanRequest lightweight(PlanOptions options, InstrumentCatalogue instruments) {
        return new PlanRequest(
                options,
                instruments,
                false,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                LoadRequest.NONE,
                ChangeRequest.DEFAULT);
    }

    /** This request on that testbed, for the machines that may be added. */
    public PlanRequest on(TestbedTraits testbed) {
        return new PlanRequest(
                options, instruments, avoidUnfit, flooding, taps.map(its -> its.on(testbed)), flows, load, change);
    }

    /** The same request, for a plan that says of each probe what it is needed for, or does not. */
    public PlanRequest withExplain(boolean explain) {
        return new PlanRequest(
                options.withExplain(explain), instruments, avoidUnfit, flooding, taps, flows, load, change);
    }

    /** Whether it asks for the fewest probes on what is there, and nothing else. */
    public boolean plain() {
        return taps.isEmpty() && flows.isEmpty() && load.equals(LoadRequest.NONE);
    }
}

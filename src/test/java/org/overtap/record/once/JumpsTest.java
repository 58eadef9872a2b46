package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterIndex;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Files that have records of several probes do not tell whose sequence numbers jumped, unless none did. */
class JumpsTest {
    private static final Topology LAN = Samples.lan(3);
    private static final OverlayPlan PLAN =
            Planner.lightweight(LAN, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    private static final Exporter FIRST =
            new ExporterIndex(LAN, PLAN).exporter("n1", 1).orElseThrow();
    private static final Exporter SECOND =
            new ExporterIndex(LAN, PLAN).exporter("n2", 1).orElseThrow();
    private static final Exporter STRANGER = Exporter.of(IpAddress.of("192.0.2.1"), 9);

    private static ReadTally.Jumps jumps(long count, Exporter... of) {
        return new ReadTally.Jumps(Set.of(of), count);
    }

    private static String told(ReadTally.Jumps... jumps) {
        FlowRows none = new FlowRows() {
            @Override
            public void flow(FlowRow row) {
                throw new AssertionError("no record was read");
            }

            @Override
            public void crossing(FlowRow row) {
                throw new AssertionError("no record was read");
            }
        };
        Measurement measurement = new Measurement(
                "p/lan", "0123456", LAN, PLAN, List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());
        ExactlyOnce once = new ExactlyOnce(measurement, FlowSelection.ALL, none);
        once.jumped(List.of(jumps));
        return once.accounts().stream()
                .map(its ->
                        its.node() + " " + (its.gaps().isPresent() ? its.gaps().getAsLong() : "?"))
                .collect(Collectors.joining(", "));
    }

    @Test
    void theyAreOfTheProbeThatIsAloneWithThem() {
        assertThat(told()).isEqualTo("n1 ?, n2 ?");
        assertThat(told(jumps(2, FIRST), jumps(2, FIRST), jumps(0, FIRST, SECOND)))
                .isEqualTo("n1 4, n2 0");
    }

    @Test
    void whereSeveralMayHaveMadeThemNobodyHas() {
        assertThat(told(jumps(2, FIRST), jumps(1, FIRST, SECOND))).isEqualTo("n1 ?, n2 ?");
        assertThat(told(jumps(2, FIRST), jumps(1, SECOND, STRANGER))).isEqualTo("n1 2, n2 ?");
        assertThat(told(jumps(5))).isEqualTo("n1 ?, n2 ?");
    }
}

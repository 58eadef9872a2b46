package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Outage;
import org.overtap.instrument.Counter;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.health.DataPath;
import org.overtap.lifecycle.health.DataStop;
import org.overtap.lifecycle.health.OverlayHealth;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.health.ProbeHealth;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class StatusTextTest {
    private static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");

    private static Status.Line line(String name, String state, Optional<String> since, Map<Counter, Long> counters) {
        return new Status.Line("n1", name, "pmacctd", "eth1", state, since, counters, "");
    }

    private static final OverlayHealth HEALTH = new OverlayHealth(
            List.of(new ProbeHealth(
                    "n1",
                    "probe-1",
                    "eth1",
                    "lan0",
                    1,
                    "pmacctd",
                    Optional.of("n3"),
                    "alive",
                    Map.of(Counter.RECEIVED, 7L),
                    Optional.empty(),
                    Optional.of(0L),
                    Optional.empty(),
                    Optional.empty(),
                    new DataPath(Optional.of(DataStop.NOT_STORED), "it stores none", "look at its log"))),
            List.of(),
            List.of(),
            List.of());

    private static OverlayStatus status() {
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        Topology topology = Samples.lan(3);
        Deployment standing = Deployment.planned(
                        "abc",
                        Map.of(),
                        topology,
                        Planner.lightweight(topology, PlanOptions.DEFAULT, instruments),
                        instruments)
                .down(List.of(
                        Outage.open("n3", "collector", Optional.of(TEN), "nfcapd was found dead"),
                        Outage.open("n2", "probe-1", Optional.empty(), "pmacctd was found gone")));
        return new OverlayStatus(
                standing,
                List.of(
                        line("probe-1", "alive", Optional.empty(), Map.of(Counter.RECEIVED, 7L, Counter.IGNORED, 0L)),
                        line("probe-2", "dead", Optional.of(TEN.toString()), Map.of())),
                List.of(
                        new ClockReading("n1", 1002, 3, TEN),
                        new ClockReading("n2", -3_600_000, 3, TEN),
                        new ClockReading("n3", 1400, 1500, TEN)),
                HEALTH);
    }

    @Test
    void aCounterThatAToolDoesNotTellIsNull() {
        JsonNode counters = StatusText.document(status()).path("daemons").get(0).path("counters");
        assertThat(counters.size()).isEqualTo(Counter.values().length);
        assertThat(counters.path("received").asLong()).isEqualTo(7);
        assertThat(counters.path("ignored").isNumber()).isTrue();
        for (String untold : List.of("droppedByTool", "droppedByKernel", "processed", "exported", "gaps", "stored")) {
            assertThat(counters.path(untold).isNull()).as(untold).isTrue();
        }
    }

    @Test
    void whereDataStopsIsSaidAndWhatIsNotKnownIsNull() {
        JsonNode probe = StatusText.document(status()).path("probes").get(0);
        assertThat(probe.path("stops").asText()).isEqualTo("notStored");
        assertThat(probe.path("stored").isNumber()).isTrue();
        for (String untold : List.of("droppedByTool", "exported", "gaps", "latency", "lastStoredSecondsAgo")) {
            assertThat(probe.has(untold) && probe.path(untold).isNull())
                    .as(untold)
                    .isTrue();
        }
        assertThat(StatusText.of(status())).contains("n1 eth1: ", "it stores none", "next: look at its log");
    }

    @Test
    void aClockThatIsCertainlyOffIsSaid() {
        String text = StatusText.of(status());
        assertThat(text)
                .contains("node n1 is 1.0 s ahead of", "node n2 is 3600.0 s behind")
                .doesNotContain("node n3 is");
        assertThat(StatusText.document(status()).path("clocks")).hasSize(3);
    }

    @Test
    void whyANodeCannotBeAskedIsSaidOnce() {
        List<Status.Line> lines = List.of(
                new Status.Line("n1", "probe-1", "pmacctd", "eth1", "gone", Optional.empty(), Map.of(), "no such node"),
                new Status.Line("n1", "probe-2", "pmacctd", "eth2", "gone", Optional.empty(), Map.of(), "no n1"));
        assertThat(StatusText.notes(lines))
                .containsOnlyOnce("n1: ")
                .contains("n1: no such node")
                .contains("0 of 2 alive");
    }

    @Test
    void whenSomethingDidNotRunIsSaid() {
        assertThat(StatusText.of(status()))
                .contains("n1: last known to live at 2026-01-31T10:00:00Z")
                .contains("n3 collector: down from 2026-01-31T10:00:00Z, and is not over (nfcapd was found dead)")
                .contains("n2 probe-1: down since a time that nothing tells, and is not over (pmacctd was found gone)");
        JsonNode outages = StatusText.document(status()).path("outages");
        assertThat(outages.get(0).path("since").asText()).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(outages.get(1).has("since")).isFalse();
    }
}

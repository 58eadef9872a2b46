package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.report.format.Table;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.evidence.Finding;
import org.overtap.verify.evidence.History;

class TextTest {
    @Test
    void numbersStandToTheRightAndTextToTheLeft() {
        String table = new Table("name", "count").row("a", 5).row("bcdef", 1234).toString();
        assertThat(table).isEqualTo("name   count\na          5\nbcdef   1234\n");
    }

    @Test
    void whatIsAbsentIsADash() {
        assertThat(new Table("a", "b").row(null, "").toString()).endsWith("-  -\n");
    }

    @Test
    void aTopologyEndsWithItsCounts() {
        assertThat(TopologyText.of(Samples.mixedLan(), false))
                .contains("tbdelay0:eth1/eth2")
                .endsWith("5 nodes, 1 segments, 6 conversations\n");
    }

    @Test
    void partsThatNothingJoinsAreSaid() {
        Topology two = new Topology(
                "p/parts",
                List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1), Samples.host("c", 3, 1)),
                List.of(new Link("wan", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of())),
                List.of());
        assertThat(TopologyText.of(two, false)).contains("no segment joins these 2 parts: a b | c\n");
        assertThat(TopologyText.of(Samples.mixedLan(), false)).doesNotContain("no segment joins");
    }

    private static VerifyReport report(List<Finding> findings, History history) {
        return new VerifyReport(
                3,
                3,
                3,
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.of(2L),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0L),
                0,
                findings,
                history,
                List.of());
    }

    private static final History CLEAN = new History(
            Optional.of("2026-11-28T10:00:00Z"),
            "2026-11-28T11:00:00Z",
            Optional.of(0L),
            Optional.of(0L),
            Optional.empty(),
            Optional.of(0L),
            List.of());

    @Test
    void aFindingIsToldWithWhatItCostsAndWhatToDo() {
        Finding dead = Finding.of(Finding.Kind.DEAD_PROBE, "the probe on n1 eth1 is dead", "'overtap deploy'")
                .on("n1", "eth1")
                .costing(2);
        assertThat(VerifyText.of(report(List.of(dead), CLEAN)))
                .contains("  the probe on n1 eth1 is dead (2 conversations)\n    next: 'overtap deploy'\n")
                .contains("datagrams lost: at least 2, records lost: not told by the probe, packets dropped: 0\n")
                .endsWith("from 2026-11-28T10:00:00Z until 2026-11-28T11:00:00Z: nothing lost, as far as is known\n");
        assertThat(report(List.of(dead), CLEAN).holds()).isFalse();
    }

    @Test
    void whatWasBeforeIsToldAndDecidesOnlyWhereItIsAskedTo() {
        History lost = new History(
                CLEAN.since(),
                CLEAN.until(),
                Optional.of(1L),
                Optional.empty(),
                Optional.empty(),
                Optional.of(7L),
                List.of(new History.Downtime(
                        "n3",
                        "collector",
                        Optional.empty(),
                        Optional.of("2026-11-28T10:30:00Z"),
                        Optional.of(40L),
                        "it died")));
        VerifyReport report = report(List.of(), lost);
        assertThat(report.holds()).isTrue();
        assertThat(report.holdsStrictly()).isFalse();
        assertThat(report(List.of(), CLEAN).holdsStrictly()).isTrue();
        assertThat(VerifyText.of(report))
                .contains("sequence numbers jumped 1 time: ")
                .contains("7 packets dropped by probes\n")
                .contains("collector on n3 was out for 40 s until 2026-11-28T10:30:00Z: it died\n");
    }
}

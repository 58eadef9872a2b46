package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.verify.Verdict;
import org.overtap.verify.VerifyReport;

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

    @Test
    void aMissingConversationNamesItsOwnerAndWhoElseSawIt() {
        VerifyReport report = new VerifyReport(
                3,
                2,
                2,
                List.of(new Verdict.Missing("lan0", "n1", "n2", "n1", List.of("n2"))),
                List.of(),
                List.of(),
                0,
                Optional.of(0L),
                Optional.empty(),
                List.of());
        assertThat(VerifyText.of(report))
                .contains("missing: n1 <-> n2 on lan0, owned by n1; seen by n2")
                .contains("records lost: not told by the probe");
        assertThat(report.holds()).isFalse();
    }
}

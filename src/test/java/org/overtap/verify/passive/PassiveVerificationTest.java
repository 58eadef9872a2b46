package org.overtap.verify.passive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.overtap.deploy.journal.Deployment;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.reader.RecordReaders;
import org.overtap.report.Printers;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** What follows from what interfaces count, on nodes that answer as the scripts would. */
class PassiveVerificationTest {
    private final InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
    private final Topology topology = Samples.lan(3);
    private final OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, instruments);

    /** Bytes and packets by which each look counts more than the one before, by node. */
    private Map<String, long[]> passing = Map.of();

    private String records = "";
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void whereNothingPassedNothingWasJudgedAndThatIsNoSuccess() throws Exception {
        PassiveReport report = look();
        assertThat(report.interfaces()).hasSize(2).allMatch(one -> one.why().equals("nothing passed; not judged"));
        assertThat(report.holds()).isFalse();
        assertThat(printed(report, "text"))
                .startsWith("0 of 2 interfaces: what was recorded is what they counted in 12.0 s, within the tolerance;"
                        + " 2 not judged\n")
                .contains("quiet\n", "n1 eth1: nothing passed; not judged\n", "(--for)");
        JsonNode document = JsonDocument.mapper().readTree(printed(report, "json"));
        assertThat(document.path("notJudged").asLong(-1)).isEqualTo(2);
        assertThat(document.path("interfaces").path(0).path("verdict").asText()).isEqualTo("quiet");
        assertThat(document.path("interfaces").path(0).path("why").asText()).contains("nothing passed");
        assertThat(waits).as("what is stored later changes nothing").hasSize(2);
    }

    @Test
    void whatPassedAndWasRecordedIsJudgedBesideWhatIsQuiet() throws Exception {
        String probed = plan.probes().get(0).node();
        passing = Map.of(probed, new long[] {20_280, 20});
        records = record(probed, 20, 20_000);
        PassiveReport report = look();
        assertThat(report.interfaces())
                .extracting(InterfaceComparison::verdict)
                .containsExactlyInAnyOrder(InterfaceComparison.Outcome.WITHIN, InterfaceComparison.Outcome.QUIET);
        assertThat(report.holds()).isFalse();
        assertThat(report.notJudged()).isOne();
        assertThat(printed(report, "text")).startsWith("1 of 2 interfaces: ").contains("; 1 not judged\n");
    }

    /** Its records say so a minute later: what they lack before is no difference. */
    @Test
    void whatAProbeMayKeepIsWaitedFor() throws Exception {
        OverlayPlan kept =
                Planner.lightweight(topology, PlanOptions.DEFAULT.with("pmacctd-sflow", "sfcapd"), instruments);
        passing = Map.of("n1", new long[] {20_280, 20}, "n2", new long[] {20_280, 20}, "n3", new long[] {20_280, 20});
        look(kept);
        assertThat(waits).last().isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatPassedEverywhereAndWasRecordedHolds() throws Exception {
        passing = Map.of("n1", new long[] {20_280, 20}, "n2", new long[] {20_280, 20}, "n3", new long[] {20_280, 20});
        records = record(plan.probes().get(0).node(), 20, 20_000)
                + record(plan.probes().get(1).node(), 20, 20_000);
        PassiveReport report = look();
        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(printed(report, "text"))
                .startsWith("2 of 2 interfaces: ")
                .doesNotContain("not judged")
                .doesNotContain("--for");
    }

    @Test
    void whatPassedAndWasNotRecordedDiffers() throws Exception {
        passing = Map.of("n1", new long[] {20_280, 20}, "n2", new long[] {20_280, 20});
        PassiveReport report = look();
        assertThat(report.interfaces()).allMatch(one -> one.verdict() == InterfaceComparison.Outcome.DIFFERS);
        assertThat(report.notJudged()).isZero();
        assertThat(report.holds()).isFalse();
        assertThat(waits).as("it may be told of later").hasSize(3);
    }

    private static String printed(PassiveReport report, String format) throws Exception {
        StringWriter text = new StringWriter();
        Printers.find(PassiveReport.class, format).orElseThrow().print(report, text);
        return text.toString();
    }

    private String record(String node, long packets, long bytes) {
        String exporter = topology.node(node).orElseThrow().control().orElseThrow();
        int id = plan.probes().stream()
                .filter(probe -> probe.node().equals(node))
                .findFirst()
                .orElseThrow()
                .interfaces()
                .get(0)
                .sourceId();
        return exporter + "|0/" + id + "|10.1.1.1|10.1.1.2|5000|5001|17|0|........|02:00:00:00:00:01"
                + "|02:00:00:00:00:02|0|" + packets + "|" + bytes + "|1003.000|5.000|Nv9\n";
    }

    private PassiveReport look() throws Exception {
        return look(plan);
    }

    private PassiveReport look(OverlayPlan looked) throws Exception {
        Deployment deployment = Deployment.planned("0123abc", Map.of(), topology, looked, instruments)
                .deploying()
                .running();
        return new PassiveVerification(
                        deployment,
                        RecordReaders.builtIn(),
                        Counting::new,
                        OptionalDouble.empty(),
                        words -> {},
                        waits::add)
                .run(Duration.ofSeconds(12));
    }

    private final class Counting implements Shell {
        private final String node;

        Counting(String node) {
            this.node = node;
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public CommandResult run(Command command) {
            String all = String.join(" ", command.argv());
            if (all.contains("# counters.sh")) {
                boolean first = waits.isEmpty();
                long[] more = first ? new long[2] : passing.getOrDefault(node, new long[2]);
                return new CommandResult(
                        0,
                        "time " + (first ? "1000.0" : "1012.0") + "\ncount eth1 " + (7000 + more[0]) + " "
                                + (9 + more[1]) + "\n",
                        "");
            }
            if (all.contains("# nfdump-read.sh")) {
                return new CommandResult(0, records, "");
            }
            return new CommandResult(0, all.startsWith("date") ? "1000" : "", "");
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }
}

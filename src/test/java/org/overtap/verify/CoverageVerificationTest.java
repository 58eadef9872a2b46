package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.verify.evidence.Finding;

/** Which conversations are tried again, on nodes that answer as the scripts would. */
class CoverageVerificationTest {
    private final InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
    private final Topology topology = Samples.lan(2);
    private final OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, instruments);
    private final List<String> told = new ArrayList<>();
    private final List<TestTraffic> noted = new ArrayList<>();
    private final List<Integer> roundsWhenNoted = new ArrayList<>();
    private boolean full;
    private Map<String, HostTraits> hosts = Map.of();
    private int rounds;
    private int hiddenRounds;
    private long hiddenSeconds;
    private long waited;
    private String daemons = "alive";
    private String failure = "";
    private String form = "|Nv9";
    private String files = "";
    private boolean firstRoundIsLost;
    private boolean wiped;
    private final List<FakeCanaries.Sent> sent = new ArrayList<>();
    private final FakeCanaries canaries = new FakeCanaries(this::carries);

    @Test
    void aCanaryWhoseRecordIsLateIsTriedAgain() throws Exception {
        hiddenRounds = 1;
        VerifyReport report = verify();
        assertThat(rounds).isEqualTo(2);
        assertThat(report.missing()).isEmpty();
        assertThat(report.exactlyOnce()).isEqualTo(1);
    }

    /** What a probe keeps to itself where nothing follows is waited for before anything is called missing. */
    @Test
    void whatAProbeMayKeepIsWaitedFor(@TempDir Path folder) throws Exception {
        Path descriptor = folder.resolve("pmacctd.yaml");
        try (InputStream in = getClass().getResourceAsStream("/instruments/pmacctd.yaml")) {
            Files.writeString(
                    descriptor,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("arrival: {reset: 2}", "arrival: {late: 60}"));
        }
        InstrumentCatalogue keeping = instruments.with(descriptor);
        hiddenSeconds = 100;
        assertThat(verify(instruments).missing()).hasSize(1);
        waited = 0;
        assertThat(verify(keeping).missing()).isEmpty();

        waited = 0;
        daemons = "dead";
        verify(keeping);
        assertThat(waited).as("what a dead owner kept comes no more").isLessThan(60);
    }

    @Test
    void aCanaryThatStaysUnseenIsMissing() throws Exception {
        hiddenRounds = 9;
        assertThat(verify().missing()).hasSize(1);
    }

    /** Its record is of this window, whatever came later. */
    @Test
    void aCanaryThatArrivedAndIsNotStoredStaysAFinding() throws Exception {
        hiddenRounds = 1;
        firstRoundIsLost = true;
        VerifyReport report = verify();
        assertThat(rounds).isEqualTo(2);
        assertThat(report.exactlyOnce()).isEqualTo(1);
        assertThat(report.holds()).isFalse();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.MISSING);
    }

    @Test
    void aDeadOwnerIsNotAskedAgain() throws Exception {
        hiddenRounds = 9;
        daemons = "dead";
        assertThat(verify().missing()).hasSize(1);
        assertThat(rounds).isEqualTo(1);
    }

    /** It is dead and its folder is gone with all that it stored. */
    @Test
    void aWipedCollectorIsNamedAndNoErrorOfTheReaders() throws Exception {
        wiped = true;
        daemons = "dead";
        VerifyReport report = verify();
        assertThat(report.holds()).isFalse();
        assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.DEAD_COLLECTOR);

        daemons = "alive";
        assertThatThrownBy(this::verify)
                .as("nothing explains it")
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("can't cd");
    }

    @Test
    void aCanaryThatCannotBeSentIsUnansweredInTheNodesWordsAndNobodyIsCalledBlind() throws Exception {
        failure = "failed: its interface eth1 is down";
        VerifyReport report = verify();
        assertThat(report.missing()).isEmpty();
        assertThat(report.unanswered()).singleElement().asString().contains("node n1: its interface eth1 is down");
        assertThat(report.holds()).isFalse();
    }

    /** The right content from the right address, in another form than the probe was told to send. */
    @Test
    void recordsInAnotherFormProveNothing() throws Exception {
        form = "|Nv5";
        files = "file 999 0 f.1\nfile 1001 0 f.2\nfile 1003 0 f.3\n" + exporter() + " 0/1 Nv5 2\n";
        VerifyReport report = verify();
        assertThat(report.observed()).isZero();
        assertThat(report.missing()).hasSize(1);
        assertThat(report.foreign()).isEqualTo(2);
        assertThat(report.findings()).extracting(finding -> finding.kind()).contains(Finding.Kind.FOREIGN);
    }

    @Test
    void whatADeadProbeIsSaidToHaveSentProvesNothing() throws Exception {
        daemons = "dead";
        files = "file 1001 0 f.2\nfile 1003 0 f.3\n" + exporter() + " 0/1 Nv9 2\n";
        VerifyReport report = verify();
        assertThat(report.observed()).isZero();
        assertThat(report.exactlyOnce()).isZero();
        assertThat(report.foreign()).isEqualTo(2);
        assertThat(report.holds()).isFalse();
    }

    /** One more round tells whether they still jump. */
    @Test
    void numbersThatMayHaveJumpedBeforeAreHistory() throws Exception {
        files = "file 999 1 f.1\nfile 1001 2 f.2\n" + exporter() + " 0/1 Nv9 2\nfile 1003 0 f.3\n" + exporter()
                + " 0/1 Nv9 2\nfile 1005 0 f.4\n" + exporter() + " 0/1 Nv9 2\n";
        VerifyReport report = verify();
        assertThat(rounds).isEqualTo(2);
        assertThat(report.holds()).as(report.findings().toString()).isTrue();
        assertThat(report.holdsStrictly()).isFalse();
        assertThat(report.gaps()).contains(0L);
        assertThat(report.datagramsLost()).contains(0L);
        assertThat(report.history().gaps()).contains(3L);
        assertThat(report.history().datagramsLost()).isEmpty();
    }

    @Test
    void numbersThatJumpSinceAreLostDatagramsOfWhichNobodyTellsHowMany() throws Exception {
        files = "file 999 0 f.1\nfile 1001 0 f.2\nfile 1003 0 f.3\n" + exporter() + " 0/1 Nv9 2\nfile 1005 4 f.4\n"
                + exporter() + " 0/1 Nv9 2\n";
        VerifyReport report = verify();
        assertThat(rounds).isEqualTo(1);
        assertThat(report.holds()).isFalse();
        assertThat(report.exactlyOnce()).isEqualTo(1);
        assertThat(report.gaps()).contains(4L);
        assertThat(report.datagramsLost()).isEmpty();
        assertThat(report.history().clean()).isTrue();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.DATAGRAMS_LOST);
            assertThat(finding.node()).contains(plan.probes().get(0).node());
        });
    }

    @Test
    void whatIsSentIsWrittenDownBeforeAndCutsJustTheCanariesOutOfTheData() throws Exception {
        VerifyReport report = verify();
        assertThat(report.exactlyOnce()).isEqualTo(1);
        assertThat(roundsWhenNoted).containsExactly(0);
        List<FlowRecord> stored = new ArrayList<>();
        for (String line : records().lines().toList()) {
            String[] words = line.split("\\|");
            FlowKey key = FlowKey.of(IpAddress.of(words[2]), IpAddress.of(words[3]), 17)
                    .withPorts(Integer.parseInt(words[4]), Integer.parseInt(words[5]));
            stored.add(FlowRecord.counted(
                    Exporter.of(IpAddress.of(words[0]), 1), key, Long.parseLong(words[12]), Long.parseLong(words[13])));
        }
        FlowRecord one = stored.get(0);
        int from = one.key().fromPort().getAsInt();
        int to = one.key().toPort().getAsInt();
        List<FlowRecord> users = List.of(
                FlowRecord.counted(one.exporter(), one.key(), one.packets(), one.bytes() + 1),
                FlowRecord.counted(one.exporter(), one.key().withPorts(from, to + 1), one.packets(), one.bytes()),
                FlowRecord.counted(
                        one.exporter(),
                        FlowKey.of(one.key().from(), one.key().to(), 6).withPorts(from, to),
                        one.packets(),
                        one.bytes()));
        Predicate<FlowRecord> data = CanaryTraffic.cutting(noted);
        assertThat(stored).hasSize(2).noneMatch(data);
        assertThat(users).allMatch(data);
    }

    @Test
    void whatCannotBeWrittenDownIsNotSent() {
        full = true;
        assertThatThrownBy(this::verify).isInstanceOf(VerifyException.class).hasMessage("no place left");
        assertThat(rounds).isZero();
    }

    private void note(List<TestTraffic> traffic) throws VerifyException {
        if (full) {
            throw new VerifyException("no place left");
        }
        roundsWhenNoted.add(rounds);
        noted.addAll(traffic);
    }

    @Test
    void recordsMayComeFromTheAddressThatTheNodesHostTells() throws Exception {
        String node = plan.probes().get(0).node();
        hosts = Map.of(node, new HostTraits("/var/tmp", Optional.of("198.51.100.7"), Privilege.SUDO));
        assertThat(verify().exactlyOnce()).isEqualTo(1);
    }

    private VerifyReport verify() throws Exception {
        return verify(instruments);
    }

    private VerifyReport verify(InstrumentCatalogue known) throws Exception {
        Deployment deployment = Deployment.planned("0123abc", Map.of(), topology, plan, known)
                .on(hosts)
                .deploying()
                .running();
        return new CoverageVerification(
                        deployment,
                        RecordReaders.builtIn(),
                        Answering::new,
                        this::note,
                        told::add,
                        new Random(1),
                        time -> waited += time.toSeconds())
                .run(5);
    }

    private String exporter() {
        String node = plan.probes().get(0).node();
        return Optional.ofNullable(hosts.get(node))
                .flatMap(HostTraits::exporter)
                .orElseGet(() -> topology.node(node).orElseThrow().control().orElseThrow());
    }

    private String records() {
        String exporter = exporter();
        StringBuilder lines = new StringBuilder();
        for (FakeCanaries.Sent one : sent.subList(firstRoundIsLost ? 2 : 0, sent.size())) {
            lines.append(exporter + "|0/1|" + one.from() + "|" + one.to() + "|" + one.fromPort() + "|" + one.toPort()
                    + "|17|0|........|02:00:00:00:00:01|02:00:00:00:00:02|0|" + one.count() + "|"
                    + (one.payload() + 28L) * one.count() + "|1795848108.790|0.800" + form + "\n");
        }
        return lines.toString();
    }

    private synchronized int carries(FakeCanaries.Sent one) {
        sent.add(one);
        rounds = sent.size() / 2;
        return one.count();
    }

    private final class Answering implements Shell {
        private final String node;

        Answering(String node) {
            this.node = node;
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public CommandResult run(Command command) {
            if (wiped && String.join(" ", command.argv()).contains("# nfdump-")) {
                return new CommandResult(1, "", "sh: 6: cd: can't cd to flows");
            }
            return canaries.answer(command)
                    .map(said -> new CommandResult(0, node.equals("n1") ? failing(said.out()) : said.out(), ""))
                    .orElseGet(() -> new CommandResult(0, answer(command), ""));
        }

        private String failing(String said) {
            return failure.isEmpty() ? said : said.replaceAll(" ok\\b", " " + failure);
        }

        private String answer(Command command) {
            String all = String.join(" ", command.argv());
            if (all.contains("# nfdump-read.sh")) {
                return rounds > hiddenRounds && waited >= hiddenSeconds ? records() : "";
            }
            if (all.contains("# nfdump-totals.sh")) {
                return files;
            }
            if (all.contains("# status.sh")) {
                return daemons + "\n";
            }
            return all.startsWith("date") ? "1000" : "";
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }
}

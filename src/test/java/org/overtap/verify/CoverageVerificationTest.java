package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
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
import org.overtap.record.RecordReaders;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

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
    private String daemons = "alive";
    private String ping = "";
    private String tos = "";
    private String size = "";
    private String count = "";

    @Test
    void aCanaryThatAUsersOwnPingHidIsTriedAgain() throws Exception {
        hiddenRounds = 1;
        VerifyReport report = verify();
        assertThat(rounds).isEqualTo(2);
        assertThat(report.missing()).isEmpty();
        assertThat(report.exactlyOnce()).isEqualTo(1);
    }

    @Test
    void aCanaryThatStaysHiddenIsMissingAndTheUserIsToldWhatMayHideIt() throws Exception {
        hiddenRounds = 9;
        assertThat(verify().missing()).hasSize(1);
        assertThat(told).anyMatch(line -> line.contains("other pings between them"));
    }

    @Test
    void aDeadOwnerIsNotAskedAgain() throws Exception {
        hiddenRounds = 9;
        daemons = "dead";
        assertThat(verify().missing()).hasSize(1);
        assertThat(rounds).isEqualTo(1);
        assertThat(told).noneMatch(line -> line.contains("other pings"));
    }

    @Test
    void aCanaryThatCannotBeSentIsAFailureInPingsWordsAndNobodyIsCalledBlind() {
        ping = "failed: ping: connect: Network is unreachable";
        assertThatThrownBy(this::verify)
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("could not send a canary from")
                .hasMessageContaining("ping: connect: Network is unreachable");
    }

    @Test
    void whatIsSentIsWrittenDownBeforeAndCutsJustTheCanariesOutOfTheData() throws Exception {
        VerifyReport report = verify();
        assertThat(report.exactlyOnce()).isEqualTo(1);
        assertThat(roundsWhenNoted).containsExactly(0);
        List<FlowRecord> stored = new ArrayList<>();
        for (String line : records().lines().toList()) {
            String[] words = line.split("\\|");
            FlowKey key = FlowKey.of(IpAddress.of(words[2]), IpAddress.of(words[3]), 1)
                    .withTos(Integer.parseInt(words[7]));
            stored.add(FlowRecord.counted(
                    Exporter.of(IpAddress.of(words[0]), 1), key, Long.parseLong(words[12]), Long.parseLong(words[13])));
        }
        FlowRecord one = stored.get(0);
        List<FlowRecord> users = List.of(
                FlowRecord.counted(one.exporter(), one.key(), one.packets(), one.bytes() + 1),
                FlowRecord.counted(one.exporter(), one.key().withTos(0), one.packets(), one.bytes()),
                FlowRecord.counted(
                        one.exporter(),
                        FlowKey.of(one.key().from(), one.key().to(), 17)
                                .withTos(one.key().tos().getAsInt()),
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
        Deployment deployment = Deployment.planned("0123abc", Map.of(), topology, plan, instruments)
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
                        time -> {})
                .run(5);
    }

    private String records() {
        OverlayPlan.Probe probe = plan.probes().get(0);
        String exporter = Optional.ofNullable(hosts.get(probe.node()))
                .flatMap(HostTraits::exporter)
                .orElseGet(() ->
                        topology.node(probe.node()).orElseThrow().control().orElseThrow());
        var pair = topology.conversations().get(0);
        String a = topology.interfaceOf(pair.a()).address().orElseThrow().toString();
        String b = topology.interfaceOf(pair.b()).address().orElseThrow().toString();
        long bytes = (Integer.parseInt(size) + 28L) * Integer.parseInt(count);
        String rest = "|0|8.0|1|" + tos + "|........|02:00:00:00:00:01|02:00:00:00:00:02|0|" + count + "|" + bytes
                + "|1795848108.790|0.800\n";
        return exporter + "|0/1|" + a + "|" + b + rest + exporter + "|0/1|" + b + "|" + a + rest;
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
            return new CommandResult(0, answer(command), "");
        }

        private String answer(Command command) {
            String all = String.join(" ", command.argv());
            if (all.contains("# echo.sh")) {
                return echoes(command);
            }
            if (all.contains("# nfdump-read.sh")) {
                return rounds > hiddenRounds ? records() : "";
            }
            if (all.contains("# status.sh")) {
                return daemons + "\n";
            }
            return all.startsWith("date") ? "1000" : "";
        }

        private String echoes(Command command) {
            rounds++;
            List<String> words = command.argv();
            tos = words.get(words.size() - 3);
            size = words.get(words.size() - 2);
            count = words.get(words.size() - 1);
            String[] target =
                    new String(command.input(), StandardCharsets.UTF_8).strip().split(" ");
            return target[0] + " " + target[1] + " " + (ping.isEmpty() ? count + " " + count : ping) + "\n";
        }

        @Override
        public void download(String remote, Path folder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }
}

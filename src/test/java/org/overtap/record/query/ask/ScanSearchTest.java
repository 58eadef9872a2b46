package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.table.Column;

/** Scans that are there are found with their numbers, and what only looks like one is not. */
class ScanSearchTest {
    private static FlowFindings scans(MadeTalk talk) throws Exception {
        return talk.ask(FlowPattern.SCANS, Map.of());
    }

    /** Hosts 1 to 40 talk to servers 50 to 52 as hosts do. */
    private static MadeTalk usual(long seed) {
        MadeTalk talk = new MadeTalk();
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            int from = 1 + random.nextInt(40);
            double at = random.nextInt(3600_000) / 1e3;
            int port = 32768 + random.nextInt(28000);
            switch (random.nextInt(4)) {
                case 0 -> talk.asked(at, from, port, 50, 53);
                case 1 -> talk.session(at, from, port, 51, 443);
                case 2 -> talk.session(at, from, port, 52, 22);
                default -> talk.session(at, from, port, 1 + (from + 1 + random.nextInt(3)) % 40, 8080);
            }
        }
        return talk;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hostsThatTalkAreNoScanners(long seed) throws Exception {
        FlowFindings found = scans(usual(seed));
        assertThat(found.rows()).isEmpty();
        assertThat(found.sufficient()).isTrue();
        assertThat(found.headline()).startsWith("no scan, of ");
    }

    @Test
    void aSourceThatTriesOnePortOfManyHostsIsOneWithItsEvidence() throws Exception {
        MadeTalk talk = usual(1);
        for (int i = 0; i < 25; i++) {
            if (i % 5 == 0) {
                talk.silent(100 + i, 60, 40000 + i, 100 + i, 22);
            } else {
                talk.refused(100 + i, 60, 40000 + i, 100 + i, 22);
            }
        }
        FlowFindings found = scans(talk);
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(
                        found,
                        0,
                        "kind",
                        "src",
                        "src_node",
                        "dst",
                        "protocol",
                        "dst_port",
                        "hosts",
                        "ports",
                        "tries",
                        "unanswered",
                        "not_in_vain",
                        "first",
                        "seconds",
                        "segments"))
                .containsExactly(
                        "horizontal",
                        "10.0.0.60",
                        "n60",
                        null,
                        6L,
                        22L,
                        25L,
                        1L,
                        25L,
                        5L,
                        0L,
                        MadeTalk.NOON + 100_000_000,
                        27.0,
                        List.of("lan0", "lan1", "lan2"));
        assertThat(found.measures())
                .extracting(FlowFindings.Measure::name)
                .containsExactly("hosts", "ports", "packets", "vain");
    }

    @Test
    void aSourceThatTriesManyPortsOfOneHostIsOneWhetherItIsRefusedOrNot() throws Exception {
        MadeTalk talk = usual(2);
        for (int port = 1; port <= 100; port++) {
            talk.refused(100 + port / 100.0, 61, 45000, 51, port == 22 ? 1022 : port);
        }
        talk.session(101, 61, 45001, 51, 22);
        FlowFindings found = scans(talk);
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(
                        found, 0, "kind", "src", "dst", "dst_node", "hosts", "ports", "tries", "not_in_vain"))
                .containsExactly("vertical", "10.0.0.61", "10.0.0.51", "n51", 1L, 100L, 100L, 1L);
    }

    @Test
    void manyPortsOfManyHostsAreOneBlock() throws Exception {
        MadeTalk talk = usual(3);
        for (int host = 100; host < 130; host++) {
            for (int port = 1; port <= 20; port++) {
                talk.silent(50, 62, 50000 + port, host, port);
            }
        }
        FlowFindings found = scans(talk);
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(found, 0, "kind", "hosts", "ports", "tries", "unanswered"))
                .containsExactly("block", 30L, 20L, 600L, 600L);
    }

    @Test
    void aHalfOpenScanOfPortsThatAreOpenIsOne() throws Exception {
        MadeTalk talk = usual(4);
        for (int i = 0; i < 30; i++) {
            talk.row(10 + i, 0, 6, 63, 40000, 100 + i, 80, 2, 100).with(Column.TCP_FLAGS, 6);
            talk.row(10 + i, 0, 6, 100 + i, 80, 63, 40000, 1, 44).with(Column.TCP_FLAGS, 0x12);
        }
        assertThat(MadeTalk.fields(scans(talk), 0, "kind", "hosts", "unanswered"))
                .containsExactly("horizontal", 30L, 0L);
    }

    /** Its answers go to a thousand ports of many hosts, and some are seen without their question. */
    @Test
    void aBusyServerIsNoScannerEvenWhereQuestionsWereLost() throws Exception {
        MadeTalk talk = new MadeTalk();
        for (int i = 0; i < 3000; i++) {
            if (i % 3 == 0) {
                talk.datagram(i, 53, 53, 1 + i % 40, 1024 + i);
            } else {
                talk.asked(i, 1 + i % 40, 1024 + i, 53, 53);
            }
        }
        assertThat(scans(talk).rows()).isEmpty();
    }

    @Test
    void aResolverThatAsksManyServersIsNoScannerThoughSomeAreSilent() throws Exception {
        MadeTalk talk = new MadeTalk();
        for (int i = 0; i < 300; i++) {
            if (i % 4 == 0) {
                talk.datagram(i, 53, 20000 + i, 1000 + i, 53);
            } else {
                talk.asked(i, 53, 20000 + i, 1000 + i, 53);
            }
        }
        assertThat(scans(talk).rows()).isEmpty();
        assertThat(talk.ask(FlowPattern.SCANS, Map.of("vain", 0.2)).rows()).hasSize(1);
    }

    @Test
    void neitherDataThatWasNeverAnsweredNorGroupsNorNewPortsOfAClientAreScans() throws Exception {
        MadeTalk talk = usual(5);
        for (int i = 0; i < 100; i++) {
            talk.row(i, 5, 17, 64, 5000, 200 + i, 9000, 500, 700_000);
            talk.row(i, 0, 17, 65, 5353, 66, 5353, 1, 100).with(Column.DST, "239.1.1." + i);
            talk.row(i, 0, 17, 65, 5353, 66, 5353, 1, 100).with(Column.DST, "ff02::" + Integer.toHexString(i));
            talk.asked(i, 67, 1024 + i * 3, 50, 53);
            talk.datagram(i, 68, 1024 + i * 3, 50, 514);
        }
        assertThat(scans(talk).rows()).isEmpty();
    }

    @Test
    void whatTheFlowsCannotShowIsSaid() throws Exception {
        MadeTalk few = new MadeTalk();
        for (int i = 0; i < 5; i++) {
            few.refused(i, 1, 40000 + i, 2 + i, 22).session(i, 1, 50000 + i, 9, 80);
        }
        FlowFindings none = scans(few);
        assertThat(none.rows()).isEmpty();
        assertThat(none.notes())
                .anyMatch(note -> note.contains("6 different hosts") && note.contains("--threshold hosts="));
        assertThat(few.ask(FlowPattern.SCANS, Map.of("hosts", 5.0)).rows()).hasSize(1);

        MadeTalk oneSided = new MadeTalk();
        for (int i = 0; i < 50; i++) {
            oneSided.silent(i, 1, 40000 + i, 2, 80);
        }
        assertThat(scans(oneSided).sufficient()).isFalse();
        assertThat(scans(oneSided).notes())
                .anyMatch(note -> note.contains("no TCP connection is seen in both directions"));
        assertThat(scans(new MadeTalk()).sufficient()).isFalse();
    }

    @Test
    void aThresholdThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () -> FlowPattern.SCANS.search(new PatternSettings(Map.of("beats", 3.0), Optional.empty(), 0)))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("--ask scans has no threshold beats; it has hosts=20 (");
        assertThatThrownBy(() ->
                        FlowPattern.SCANS.search(new PatternSettings(Map.of("hosts", Double.NaN), Optional.empty(), 0)))
                .isInstanceOf(FlowQueryException.class);
    }

    /** What is found is what was meant when the flows were made: no row is looked at to know it. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void exactlyWhatWasMeantAsAScanIsFound(long seed) throws Exception {
        Random random = new Random(seed);
        MadeTalk talk = new MadeTalk();
        Map<String, Set<Integer>> vainHosts = new HashMap<>();
        Map<String, Set<Integer>> vainPorts = new HashMap<>();
        Map<String, Set<Integer>> goodHosts = new HashMap<>();
        Map<String, Set<Integer>> goodPorts = new HashMap<>();
        Set<String> good = new HashSet<>();
        for (int i = 0; i < 4000; i++) {
            // Sources 1 to 12 begin; hosts from 20 on answer, so that nobody is both.
            int from = 1 + random.nextInt(12);
            int to = 20 + random.nextInt(1 + from * 2);
            int port = 1 + random.nextInt(from % 3 == 0 ? 20 : 3);
            boolean talks = (to * 31 + port * 17 + from) % 4 == 0;
            int own = 30000 + random.nextInt(20000);
            double at = random.nextInt(1000);
            if (talks) {
                talk.session(at, from, own, to, port);
            } else if (random.nextBoolean()) {
                talk.refused(at, from, own, to, port);
            } else {
                talk.silent(at, from, own, to, port);
            }
            String across = from + ":" + port;
            String down = from + ">" + to;
            (talks ? goodHosts : vainHosts)
                    .computeIfAbsent(across, k -> new HashSet<>())
                    .add(to);
            (talks ? goodPorts : vainPorts)
                    .computeIfAbsent(down, k -> new HashSet<>())
                    .add(port);
            good.add(from + " " + to + " " + port + " " + talks);
        }
        int hosts = 12;
        int ports = 9;
        Set<String> wanted = new HashSet<>();
        Map<Integer, int[]> kinds = new HashMap<>();
        vainHosts.forEach((key, set) -> {
            if (set.size() >= hosts
                    && set.size() >= goodHosts.getOrDefault(key, Set.of()).size()) {
                wanted.add(key + " " + set.size());
                kinds.computeIfAbsent(Integer.valueOf(key.split(":")[0]), k -> new int[2])[0]++;
            }
        });
        vainPorts.forEach((key, set) -> {
            if (set.size() >= ports
                    && set.size() >= goodPorts.getOrDefault(key, Set.of()).size()) {
                wanted.add(key + " " + set.size());
                kinds.computeIfAbsent(Integer.valueOf(key.split(">")[0]), k -> new int[2])[1]++;
            }
        });
        Set<String> blocks = new HashSet<>();
        kinds.forEach((from, both) -> {
            if (both[0] > 1 && both[1] > 1) {
                wanted.removeIf(text -> text.startsWith(from + ":") || text.startsWith(from + ">"));
                blocks.add("" + from);
            }
        });
        FlowFindings found = talk.ask(FlowPattern.SCANS, Map.of("hosts", (double) hosts, "ports", (double) ports));
        Set<String> got = new HashSet<>();
        Set<String> gotBlocks = new HashSet<>();
        for (int i = 0; i < found.rows().size(); i++) {
            String from = MadeTalk.field(found, i, "src_node").toString().substring(1);
            switch (MadeTalk.field(found, i, "kind").toString()) {
                case "horizontal" ->
                    got.add(from + ":" + MadeTalk.field(found, i, "dst_port") + " "
                            + MadeTalk.field(found, i, "hosts"));
                case "vertical" ->
                    got.add(from + ">"
                            + MadeTalk.field(found, i, "dst_node").toString().substring(1) + " "
                            + MadeTalk.field(found, i, "ports"));
                default -> gotBlocks.add(from);
            }
        }
        assertThat(got).isEqualTo(wanted);
        assertThat(gotBlocks).isEqualTo(blocks);
        assertThat(wanted.size() + blocks.size())
                .as("this seed has something to find")
                .isPositive();
    }
}

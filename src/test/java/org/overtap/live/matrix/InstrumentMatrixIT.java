package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Status;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Merged;
import org.overtap.live.Live;

/**
 * Every probe in every form with every collector that takes it, all on one wire at once, as their descriptors and a
 * deployment start them. What each stored is compared with what tcpdump saw there: packets, bytes of IP, and what of packets
 * it told apart.
 */
@Tag("live")
@Order(2)
class InstrumentMatrixIT {
    /** What must pass on a wire for its numbers to mean anything. */
    private static final List<String> KINDS = List.of("ping", "udp", "flows", "macs", "tos", "icmp");

    @TempDir
    static Path home;

    private static final List<MatrixRun.Round> ROUNDS = new ArrayList<>();
    private static List<Status.Line> quiet = List.of();
    private static MatrixRun run;

    @BeforeAll
    static void measure() throws Exception {
        Live.require();
        Live.requirePrograms(
                "pmacctd", "nfacctd", "nfcapd", "sfcapd", "fprobe", "softflowd", "argus", "ra", "tcpdump", "python3");
        List<MatrixCell> cells = MatrixCell.all();
        run = MatrixRun.up(home, "ovtmatrix-", cells);
        ROUNDS.add(run.round("quiet", () -> {
            run.ping(10, "0.2");
            run.send("key", "3", "1", MatrixWire.DEVICE);
            run.follow();
        }));
        for (MatrixCell cell : cells) {
            if (cell.probe.refused().isPresent() && quiet.isEmpty()) {
                quiet = cell.status();
            }
        }
        ROUNDS.add(run.round("busy", () -> {
            run.send("flows", "1000", "0.5");
            run.send("udp", "4166", "2");
            run.follow();
        }));
    }

    @AfterAll
    static void remove() throws Exception {
        if (run != null) {
            run.down();
        }
    }

    @Test
    void everythingPassedThatWasToPass() {
        for (String kind : KINDS) {
            for (String family : List.of(" ipv4", " ipv6")) {
                assertThat(ROUNDS).anyMatch(round -> round.sent().packets(kind + family) > 0);
            }
        }
    }

    @Test
    void everyProbeStoresWhatPassed() {
        SoftAssertions all = new SoftAssertions();
        for (MatrixRun.Round round : ROUNDS) {
            round.found().forEach((cell, found) -> {
                if (cell.probe.refused().isEmpty()) {
                    round.sent().kinds().stream().filter(cell::keeps).forEach(kind -> {
                        String what = cell.name() + ", " + round.name() + ": " + kind;
                        all.assertThat(cell.holds(round.sent(), found, kind))
                                .as(what + ": sent " + round.sent() + ", stored " + found)
                                .isTrue();
                    });
                }
                all.assertThat(cell.unread()).as(cell.name()).isEmpty();
            });
        }
        all.assertAll();
    }

    @Test
    void whatADescriptorDoesNotCallMergedIsToldApart() {
        SoftAssertions all = new SoftAssertions();
        Map<String, Merged> kinds = Map.of("macs", Merged.MACS, "tos", Merged.TOS, "icmp", Merged.ICMP);
        ROUNDS.get(0)
                .found()
                .forEach((cell, found) -> kinds.forEach((kind, merged) -> {
                    for (String family : cell.families) {
                        boolean apart = !cell.probe.merges().contains(merged);
                        if (apart && cell.probe.refused().isEmpty()) {
                            all.assertThat(found.keys(kind + " " + family))
                                    .as(cell.name() + ": " + kind + " " + family + " in " + found)
                                    .isEqualTo(3);
                        }
                    }
                }));
        all.assertAll();
        assertThat(ROUNDS.get(0).found().keySet())
                .anyMatch(cell -> cell.probe.merges().isEmpty() && cell.families.size() == 2);
    }

    /** On a quiet link it is blind, and its counters say so. */
    @Test
    void aRefusedProbeSeesNothingOnAQuietLinkAndItsCountersTell() {
        Status.Line probe = quiet.stream()
                .filter(line -> line.counter(Counter.PROCESSED).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(probe.counter(Counter.RECEIVED).orElse(0L)).isGreaterThan(0);
        assertThat(probe.counter(Counter.PROCESSED)).isEqualTo(Optional.of(0L));
    }
}

package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.live.Live;

/**
 * Every probe in every form with every collector that takes it, all on one wire at once, as their descriptors and the
 * deployment start them. What each stored is compared with what tcpdump saw there: packets, bytes of IP, and what of packets
 * it told apart.
 */
@Tag("live")
class InstrumentMatrixIT {
    private static final List<String> EXACT = List.of(
            "ping ipv4",
            "ping ipv6",
            "udp ipv4",
            "udp ipv6",
            "flows ipv4",
            "flows ipv6",
            "macs ipv4",
            "macs ipv6",
            "tos ipv4",
            "tos ipv6",
            "icmp ipv4",
            "icmp ipv6");
    private static final long MOST_SECONDS = 25;

    @TempDir
    static Path home;

    private static final Map<MatrixCell, Counts> FOUND = new LinkedHashMap<>();
    private static MatrixWire wire;
    private static Process sink;
    private static Counts sent;

    @BeforeAll
    static void measure() throws Exception {
        Live.require();
        Live.requirePrograms("pmacctd", "nfacctd", "nfcapd", "sfcapd", "fprobe", "argus", "ra", "tcpdump", "python3");
        wire = MatrixWire.up("ovtmatrix-", home);
        List<MatrixCell> cells = MatrixCell.all();
        List<String> failed = AllAtOnce.run(cells, cell -> cell.deploy(wire, home));
        assertThat(failed).as("deployments").isEmpty();
        sink = wire.start(
                "b", home.resolve("sink.log"), "python3", wire.script().toString(), "sink", "0", "0");
        Process truth = wire.start(
                "b",
                home.resolve("truth.log"),
                "tcpdump",
                "-Z",
                "root",
                "-n",
                "-i",
                MatrixWire.DEVICE,
                "-s",
                "96",
                "-B",
                "65536",
                "-w",
                home.resolve("truth.pcap").toString());
        Thread.sleep(1000);
        traffic();
        Thread.sleep(1000);
        new ProcessBuilder("kill", "-INT", String.valueOf(truth.pid())).start().waitFor();
        assertThat(truth.waitFor(10, TimeUnit.SECONDS)).isTrue();
        sent = CountedWire.of(home.resolve("truth.pcap"));
        await(cells);
    }

    private static void traffic() throws Exception {
        Process four = wire.start(
                "a",
                home.resolve("ping4"),
                "ping",
                "-q",
                "-Q",
                "0x48",
                "-s",
                "228",
                "-c",
                "20",
                "-i",
                "0.2",
                "10.77.0.2");
        Process six =
                wire.start("a", home.resolve("ping6"), "ping", "-q", "-s", "228", "-c", "20", "-i", "0.2", "fd77::2");
        String script = wire.script().toString();
        wire.on("a", "python3", script, "key", "3", "1", MatrixWire.DEVICE);
        wire.on("a", "python3", script, "flows", "1000", "0.5");
        wire.on("a", "python3", script, "udp", "4166", "2");
        four.waitFor();
        six.waitFor();
    }

    /** Reads until all is there that is to be, or no more can be hoped for. */
    private static void await(List<MatrixCell> cells) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        List<MatrixCell> open = new ArrayList<>(cells);
        while (!open.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(1500);
            for (MatrixCell cell : open) {
                FOUND.put(cell, cell.read());
            }
            open.removeIf(
                    cell -> EXACT.stream().allMatch(kind -> !cell.keeps(kind) || sent.same(FOUND.get(cell), kind)));
        }
    }

    @AfterAll
    static void remove() throws Exception {
        if (sink != null) {
            sink.destroy();
        }
        List<String> left = AllAtOnce.run(new ArrayList<>(FOUND.keySet()), cell -> assertThat(cell.remove())
                .isZero());
        if (wire != null) {
            wire.close();
        }
        assertThat(left).isEmpty();
    }

    @Test
    void everyProbeStoresWhatPassed() {
        SoftAssertions all = new SoftAssertions();
        System.out.println("sent " + sent);
        FOUND.forEach((cell, found) -> {
            System.out.println(cell.name() + " " + found + cell.unread());
            if (cell.probe.refused().isEmpty()) {
                EXACT.stream().filter(cell::keeps).forEach(kind -> {
                    all.assertThat(found.packets(kind))
                            .as(cell.name() + ": packets of " + kind)
                            .isEqualTo(sent.packets(kind));
                    all.assertThat(found.bytes(kind))
                            .as(cell.name() + ": bytes of " + kind)
                            .isEqualTo(sent.bytes(kind));
                });
            }
        });
        all.assertAll();
    }
}

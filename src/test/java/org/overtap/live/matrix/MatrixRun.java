package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.overtap.instrument.Arrival;

/** All cells on one wire, and rounds of traffic over it: what passed, and what each of them stored of that. */
final class MatrixRun {
    private static final long MOST_SECONDS = 25;

    private final Path home;
    private final MatrixWire wire;
    private final List<MatrixCell> cells;
    private final Map<MatrixCell, Counts> before = new LinkedHashMap<>();
    private final Process sink;
    private int rounds;

    private MatrixRun(Path home, MatrixWire wire, List<MatrixCell> cells) throws Exception {
        this.home = home;
        this.wire = wire;
        this.cells = cells;
        cells.forEach(cell -> before.put(cell, new Counts()));
        this.sink =
                wire.start("b", home.resolve("sink"), "python3", wire.script().toString(), "sink", "0", "0");
    }

    /** A round: what passed, and what came of it. */
    record Round(String name, Counts sent, Map<MatrixCell, Counts> found) {}

    /** Builds the wire and deploys all cells on it. */
    static MatrixRun up(Path home, String prefix, List<MatrixCell> cells) throws Exception {
        MatrixWire wire = MatrixWire.up(prefix, home);
        List<String> failed = AllAtOnce.run(cells, cell -> cell.deploy(wire, home));
        MatrixRun run = new MatrixRun(home, wire, cells);
        if (!failed.isEmpty()) {
            run.down();
        }
        assertThat(failed).as("deployments").isEmpty();
        return run;
    }

    /** Sends what the script can send; what it printed. */
    String send(String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of("python3", wire.script().toString()));
        argv.addAll(List.of(words));
        return wire.on("a", argv.toArray(String[]::new));
    }

    /** Counts from here on what reaches the second host for a port: its interface counts what neighbours ask, too. */
    void countArriving(int port) throws Exception {
        wire.on(
                "b",
                "nft",
                "add table inet arrived; add counter inet arrived datagrams;"
                        + " add chain inet arrived in { type filter hook input priority 0; };"
                        + " add rule inet arrived in iifname " + MatrixWire.DEVICE + " udp dport " + port
                        + " counter name datagrams");
    }

    /** How many packets that {@link #countArriving} counts were there by now. */
    long arrived() throws Exception {
        return Long.parseLong(wire.on("b", "nft", "list", "counter", "inet", "arrived", "datagrams")
                .replaceFirst("(?s).*packets (\\d+).*", "$1"));
    }

    /** Pings, of both families at once. */
    void ping(int count, String interval) throws Exception {
        Process six = wire.start(
                "a", home.resolve("ping6"), "ping", "-q", "-s", "228", "-c", "" + count, "-i", interval, "fd77::2");
        wire.on("a", "ping", "-q", "-Q", "0x48", "-s", "228", "-c", "" + count, "-i", interval, "10.77.0.2");
        assertThat(six.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A packet more, which nobody counts, a second later: a probe that keeps what it saw last is woken by it. */
    void follow() throws Exception {
        Thread.sleep(1200);
        send("follow", "1", "0.1");
    }

    /** What sends the traffic of a round. */
    interface Traffic {
        void send() throws Exception;
    }

    /** Sends it, waits until all is stored that can be hoped for, and compares nothing. */
    Round round(String name, Traffic traffic) throws Exception {
        Path capture = home.resolve("truth-" + ++rounds + ".pcap");
        Path log = home.resolve("truth-" + rounds + ".log");
        Process truth = wire.start(
                "b",
                log,
                "tcpdump",
                "-Z",
                "root",
                "-n",
                "-i",
                MatrixWire.DEVICE,
                "-s",
                "96",
                "-B",
                "131072",
                "-w",
                capture.toString());
        Thread.sleep(1000);
        traffic.send();
        // tcpdump has what passed within a second.
        Thread.sleep(2000);
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(truth.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(truth.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).content().as("what counts the truth").contains("\n0 packets dropped by kernel");
        Counts sent = CountedWire.of(capture);
        Map<MatrixCell, Counts> found = await(sent);
        return new Round(name, sent, found);
    }

    /** Those that are refused lose by nature: nobody waits for them. */
    private Map<MatrixCell, Counts> await(Counts sent) throws Exception {
        Map<MatrixCell, Counts> totals = new LinkedHashMap<>();
        List<MatrixCell> open = new ArrayList<>(cells);
        long begin = System.nanoTime();
        while (open.stream().anyMatch(cell -> waitedFor(cell, begin))) {
            Thread.sleep(1500);
            AllAtOnce.run(open, cell -> {
                Counts total = cell.read();
                synchronized (totals) {
                    totals.put(cell, total);
                }
            });
            open.removeIf(cell -> {
                Counts now = totals.getOrDefault(cell, new Counts()).since(before.get(cell));
                return sent.kinds().stream().allMatch(kind -> !cell.keeps(kind) || cell.holds(sent, now, kind));
            });
        }
        Map<MatrixCell, Counts> found = new LinkedHashMap<>();
        for (MatrixCell cell : cells) {
            Counts total = totals.getOrDefault(cell, new Counts());
            found.put(cell, total.since(before.get(cell)));
            before.put(cell, total);
        }
        return found;
    }

    private static boolean waitedFor(MatrixCell cell, long begin) {
        long seconds =
                MOST_SECONDS + cell.probe.arrival().flatMap(Arrival::late).orElse(0);
        return cell.probe.refused().isEmpty() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Removes everything. */
    void down() throws Exception {
        sink.destroy();
        List<String> left =
                AllAtOnce.run(cells, cell -> assertThat(cell.remove()).isZero());
        wire.close();
        assertThat(left).as("what is left").isEmpty();
    }
}

package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.overtap.deploy.Status;
import org.overtap.live.Live;

/**
 * The matrix in full, for the profile {@code matrix}: many runs of each kind of traffic, all probes on one wire, and what each
 * probe costs alone. Writes {@code target/instrument-matrix.json} and a table of it.
 */
@Tag("matrix")
@Isolated("what it measures is what a probe can do alone")
class InstrumentMatrixLongIT {
    private static final int RUNS = Integer.getInteger("overtap.matrix.runs", 10);

    /** Clock ticks in a second, as sysconf(_SC_CLK_TCK) says on Linux. */
    private static final double TICKS = 100;

    /** Packets of 1200 bytes in ten seconds at 100 Mbit/s. */
    private static final String BUSY_PACKETS = "104163";

    private static final Path TARGET = Path.of("target", "instrument-matrix.json");

    @TempDir
    static Path home;

    @Test
    void everyCellIsFilledAndExact() throws Exception {
        Live.require();
        Live.requirePrograms(
                "pmacctd", "nfacctd", "nfcapd", "sfcapd", "fprobe", "softflowd", "argus", "ra", "tcpdump", "python3");
        MatrixReport report = new MatrixReport(home);
        List<MatrixRun.Round> rounds = new ArrayList<>();
        MatrixRun run = MatrixRun.up(home, "ovtlong-", MatrixCell.all());
        try {
            rounds.add(run.round("one five-tuple, several keys", () -> {
                run.send("key", "5", "2", MatrixWire.DEVICE);
                run.follow();
            }));
            for (int i = 0; i < RUNS; i++) {
                rounds.add(run.round("20 pings", () -> run.ping(20, "1")));
                rounds.add(run.round("20 Mbit/s for 10 s", () -> {
                    run.send("udp", "20833", "10");
                    run.follow();
                }));
            }
            for (int i = 0; i < Math.min(3, RUNS); i++) {
                rounds.add(run.round("3000 flows in 1 s", () -> {
                    run.send("flows", "3000", "1");
                    run.follow();
                }));
                rounds.add(run.round("100 Mbit/s for 10 s", () -> {
                    run.send("busy", BUSY_PACKETS, "10");
                    run.follow();
                }));
            }
        } finally {
            report.add(rounds);
            report.write(TARGET);
            run.down();
        }
        costs(report);
        report.write(TARGET);
        SoftAssertions all = new SoftAssertions();
        report.node().path("results").forEach(one -> {
            boolean refused = MatrixCell.ALL.all().stream()
                    .anyMatch(i -> i.name().equals(one.path("probe").asText())
                            && i.refused().isPresent());
            all.assertThat(refused || one.path("exact").asBoolean())
                    .as(one.toString())
                    .isTrue();
        });
        assertThat(rounds.get(0).found()).hasSameSizeAs(MatrixCell.all());
        all.assertAll();
    }

    /** Each alone at 100 Mbit/s: its processor time and its memory, all of its processes together. */
    private static void costs(MatrixReport report) throws Exception {
        for (MatrixCell cell : MatrixCell.all()) {
            if (cell.collector.filter(one -> !one.name().equals("nfcapd")).isEmpty()
                    || cell.probe.name().contains("sflow")) {
                MatrixRun run = MatrixRun.up(home, "ovtlong-", List.of(cell));
                try {
                    List<ProcessHandle> processes = cell.processes();
                    long before = ticks(processes);
                    run.send("busy", BUSY_PACKETS, "10");
                    ObjectNode cost = report.node().withArray("costs").addObject();
                    cost.put("probe", cell.probe.name()).put("wire", cell.wire.name());
                    double seconds = (ticks(processes) - before) / TICKS;
                    cost.put("cpuSeconds", seconds);
                    cost.put("coresAt100kPackets", seconds / Long.parseLong(BUSY_PACKETS) * 100_000);
                    cost.put("residentKiB", resident(processes));
                    for (Status.Line line : cell.status()) {
                        assertThat(line.state()).isEqualTo("alive");
                    }
                } finally {
                    run.down();
                }
            }
        }
    }

    /** Columns 14 and 15 of /proc/PID/stat (proc(5)), counted behind the name, which may have blanks. */
    private static long ticks(List<ProcessHandle> processes) throws Exception {
        long sum = 0;
        for (ProcessHandle process : processes) {
            String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            sum += Long.parseLong(words[11]) + Long.parseLong(words[12]);
        }
        return sum;
    }

    private static long resident(List<ProcessHandle> processes) throws Exception {
        long sum = 0;
        for (ProcessHandle process : processes) {
            for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
                sum += line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
            }
        }
        return sum;
    }
}

package org.overtap.record.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.live.Live;
import org.overtap.record.Exporter;
import org.overtap.record.FlowRecord;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.Grouping;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.query.MadeRow;
import org.overtap.record.query.RecordRow;
import org.overtap.record.query.TopFlows;
import org.overtap.record.wire.RandomFlows;
import org.overtap.record.wire.V9Datagram;
import org.overtap.topology.IpAddress;

/** Of records that a real nfcapd stored, a real nfdump takes those that we take. */
@Tag("live")
class FilterAgainstNfdumpIT {
    private static final int FILTERS = 300;

    @TempDir
    static Path folder;

    @TempDir
    static Path logs;

    private static final List<FlowRecord> SENT = new ArrayList<>();

    @BeforeAll
    static void store() throws Exception {
        Live.requirePrograms("nfcapd", "nfdump");
        RandomFlows random = new RandomFlows(17, Exporter.of(IpAddress.of("127.0.0.1"), 7));
        int port = freePort();
        Process nfcapd = new ProcessBuilder(
                        "nfcapd", "-w", folder.toString(), "-b", "127.0.0.1", "-p", "" + port, "-t", "2")
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("log").toFile())
                .start();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            await("nfcapd listens", () -> Files.readString(logs.resolve("log")).contains("Startup"));
            for (int sequence = 1; sequence <= 4; sequence++) {
                List<FlowRecord> flows = random.next(200);
                byte[] bytes = V9Datagram.of(flows, 7, sequence, RandomFlows.START.plusSeconds(200_000));
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
                SENT.addAll(flows);
            }
            await("all are stored", () -> nfdump("any").size() == SENT.size());
        } finally {
            nfcapd.destroy();
            nfcapd.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws Exception {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void await(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void nfdumpAnswersAsWeDo() throws Exception {
        RandomFilters random = new RandomFilters(Long.getLong("overtap.seed", 4), SENT);
        int some = 0;
        List<String> differ = new ArrayList<>();
        for (int i = 0; i < FILTERS; i++) {
            String filter = random.next();
            FlowTest ours = FlowExpression.of(filter).flows();
            List<String> fitting = SENT.stream()
                    .map(RecordRow::of)
                    .filter(ours::fits)
                    .map(FilterAgainstNfdumpIT::counts)
                    .sorted()
                    .toList();
            List<String> theirs = nfdump(filter);
            differ.addAll(theirs.equals(fitting) ? List.of() : List.of(difference(filter, theirs, fitting)));
            some += fitting.isEmpty() || fitting.size() == SENT.size() ? 0 : 1;
        }
        assertThat(differ).isEmpty();
        assertThat(some).as("filters that tell records apart").isGreaterThan(FILTERS / 2);
    }

    private static String difference(String filter, List<String> theirs, List<String> ours) {
        List<String> only = new ArrayList<>(theirs);
        ours.forEach(only::remove);
        List<String> missing = new ArrayList<>(ours);
        theirs.forEach(missing::remove);
        return filter + ": nfdump alone has " + only.size() + " such as "
                + only.stream().findFirst() + ", we alone " + missing.size() + " such as "
                + missing.stream().findFirst();
    }

    private static String counts(MadeRow row) {
        return row.number(org.overtap.record.table.Column.PACKETS) + " "
                + row.number(org.overtap.record.table.Column.BYTES);
    }

    private static List<String> nfdump(String filter) throws Exception {
        return said("-q", "-N", "-o", "fmt:%pkt %byt", filter).stream()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> line.matches("[0-9]+ [0-9]+"))
                .sorted()
                .toList();
    }

    private static List<String> said(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("nfdump", "-R", folder.toString()));
        command.addAll(Arrays.asList(options));
        Process nfdump = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(nfdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        nfdump.waitFor();
        assertThat(said).doesNotContain("rror");
        return said.lines().toList();
    }

    /** Flows, packets, bytes and rates of every group and of all, to the last digit. */
    @Test
    void nfdumpSumsUpAsWeDo() throws Exception {
        List<MadeRow> rows = SENT.stream().map(RecordRow::of).toList();
        for (Grouping by : List.of(Grouping.SRCIP, Grouping.DSTIP, Grouping.IP, Grouping.TOS)) {
            FlowAnswer answer = new FlowQuery(
                            new FlowQuestion.Top(by, FlowOrder.BYTES, 0, false, false), FlowExpression.ALL, false)
                    .ask(new MadeFlows(rows, List.of()));
            List<String> theirs = said("-s", by.word() + "/bytes", "-n", "0", "-o", "csv");
            assertThat(theirs.stream()
                            .filter(line -> line.matches("[0-9-]+ [0-9:]+,.*"))
                            .map(line -> {
                                String[] cells = line.split(",");
                                return String.join(
                                        ",", cells[4], cells[5], cells[7], cells[9], cells[11], cells[12], cells[13]);
                            }))
                    .as(by.word())
                    .containsExactlyInAnyOrderElementsOf(((TopFlows) answer.view())
                            .top().stream()
                                    .map(entry -> entry.key().get(0).orElseThrow() + ","
                                            + counts(entry.counts(), "%d,%d,%d,%d,%d,%d"))
                                    .toList());
            assertThat(theirs).contains(counts(answer.total(), "%1$d,%3$d,%2$d,%5$d,%4$d,%6$d"));
        }
    }

    private static String counts(FlowCounts counts, String format) {
        return String.format(
                format,
                counts.flows(),
                counts.packets(),
                counts.bytes(),
                counts.packetsPerSecond(),
                counts.bitsPerSecond(),
                counts.bytesPerPacket());
    }

    /** What its users type after "nfdump -r FILE" and is refused there is refused here, too. */
    @Test
    void whatNfdumpRefusesIsRefused() throws Exception {
        for (String wrong : List.of(
                "tcp",
                "proto",
                "port 80000",
                "proto tcp port 80",
                "flags SZ",
                "src proto tcp",
                "(any",
                "ip in 1.2.3.4")) {
            Process nfdump = new ProcessBuilder("nfdump", "-Z", wrong)
                    .redirectErrorStream(true)
                    .start();
            nfdump.getInputStream().readAllBytes();
            assertThat(nfdump.waitFor()).as(wrong).isNotZero();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> FlowExpression.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(FilterException.class);
        }
    }
}

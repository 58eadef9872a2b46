package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Output;
import org.overtap.instrument.Runs;
import org.overtap.live.Live;
import org.overtap.record.FileTotals;
import org.overtap.record.RecordFiles;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.LocalShell;

/** The usual collector as its descriptor starts it, at 100,000 records a second for ten seconds. */
@Tag("matrix")
@Isolated("what it measures is what a collector can do alone")
class CollectorRateIT {
    private static final int RECORDS_A_DATAGRAM = 30;
    private static final int RECORDS_A_SECOND = 100_000;
    private static final int SECONDS = 10;

    @TempDir
    Path folder;

    @Test
    void nfcapdTakesAHundredThousandRecordsASecondWithoutAGap() throws Exception {
        Live.requirePrograms("nfcapd", "nfdump");
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Instrument nfcapd = MatrixCell.ALL.get("nfcapd", Instrument.Kind.COLLECTOR);
        Runs.Process runs = (Runs.Process) nfcapd.runs()
                .filled(Map.of(
                        "program", "nfcapd", "address", "127.0.0.1", "port", "" + port, "rotate", "2", "node", "n"))
                .hearing(List.of(Map.of("exporter", "one", "from", "127.0.0.1")));
        for (String made : runs.folders()) {
            Files.createDirectories(folder.resolve(made));
        }
        Process process = new ProcessBuilder(runs.argv())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        int sent;
        try {
            Thread.sleep(1500);
            sent = send(port);
            Thread.sleep(4000);
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        Output output = nfcapd.output().orElseThrow();
        RecordFiles files = RecordFiles.all(
                new LocalShell("here"), folder.resolve(output.folder()).toString(), output.pattern());
        long stored = 0;
        long gaps = 0;
        for (FileTotals file : RecordReaders.builtIn().get("nfdump").stored(files)) {
            stored += file.exporters().stream()
                    .mapToLong(total -> total.records())
                    .sum();
            gaps += file.gaps().orElse(0);
        }
        assertThat(stored).isEqualTo(sent);
        assertThat(gaps).isZero();
    }

    /** NetFlow v5: a header of 24 bytes, 30 records of 48, and a sequence number that counts records. */
    private static int send(int port) throws Exception {
        ByteBuffer datagram = ByteBuffer.allocate(24 + RECORDS_A_DATAGRAM * 48);
        int datagrams = RECORDS_A_SECOND * SECONDS / RECORDS_A_DATAGRAM;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            for (int i = 0; i < datagrams; i++) {
                fill(datagram, i);
                socket.send(new DatagramPacket(
                        datagram.array(), datagram.capacity(), InetAddress.getLoopbackAddress(), port));
                long ahead = begin + (i + 1) * TimeUnit.SECONDS.toNanos(SECONDS) / datagrams - System.nanoTime();
                if (ahead > 500_000) {
                    Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
                }
            }
            assertThat(System.nanoTime() - begin)
                    .as("as fast as was meant")
                    .isLessThan(TimeUnit.SECONDS.toNanos(SECONDS + 2));
        }
        return datagrams * RECORDS_A_DATAGRAM;
    }

    private static void fill(ByteBuffer datagram, int number) {
        datagram.clear();
        datagram.putShort((short) 5).putShort((short) RECORDS_A_DATAGRAM).putInt(100_000);
        datagram.putInt((int) (System.currentTimeMillis() / 1000))
                .putInt(0)
                .putInt(number * RECORDS_A_DATAGRAM)
                .putInt(1 << 16);
        for (int i = 0; i < RECORDS_A_DATAGRAM; i++) {
            datagram.putInt(0x0a000001).putInt(0x0a000002).putInt(0).putInt(0);
            datagram.putInt(1).putInt(100).putInt(90_000).putInt(95_000);
            datagram.putShort((short) i)
                    .putShort((short) number)
                    .putInt(17 << 8)
                    .putInt(0)
                    .putInt(0);
        }
    }
}

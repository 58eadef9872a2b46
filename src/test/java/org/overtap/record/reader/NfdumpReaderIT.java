package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.live.Live;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.record.wire.RandomFlows;
import org.overtap.record.wire.V9Datagram;
import org.overtap.shell.LocalShell;
import org.overtap.topology.IpAddress;

/** What a real nfcapd stored of known records is read by a real nfdump. */
@Tag("live")
class NfdumpReaderIT {
    private static final int SOURCE = 0x0307;
    private static final String PATTERN = "nfcapd.2*";
    private static final Exporter EXPORTER =
            Exporter.of(IpAddress.of("127.0.0.1"), SOURCE).in(Optional.of("v9"));

    @TempDir
    static Path folder;

    private static List<FlowRecord> sent;

    private final RecordReader reader = RecordReaders.builtIn().get("nfdump");

    NfdumpReaderIT() throws RecordException {}

    /** Three packets arrive of four: the third is left out, which is one gap. */
    @BeforeAll
    static void store() throws Exception {
        Live.requirePrograms("nfcapd", "nfdump");
        sent = new ArrayList<>();
        RandomFlows random = new RandomFlows(7, EXPORTER);
        int port = freePort();
        Process nfcapd = new ProcessBuilder(
                        "nfcapd", "-w", folder.toString(), "-b", "127.0.0.1", "-p", "" + port, "-t", "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            await("Startup");
            for (int sequence : List.of(1, 2, 4)) {
                List<FlowRecord> flows = random.next(200);
                Instant now = RandomFlows.START.plusSeconds(200_000);
                byte[] bytes = V9Datagram.of(flows, SOURCE, sequence, now);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
                sent.addAll(flows);
            }
            await("Flows: 600");
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

    private static void await(String words) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.readString(folder.resolve("log")).contains(words)) {
            assertThat(System.nanoTime()).as(words + " in nfcapd's log").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void everyRecordIsReadAsItWasSent() throws Exception {
        List<FlowRecord> read = new ArrayList<>();
        ReadTally tally = reader.read(files(), FlowFilter.ALL, read::add);
        assertThat(read).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(tally)
                .isEqualTo(new ReadTally(
                        sent.size(),
                        0,
                        List.of(),
                        OptionalLong.of(1),
                        List.of(new ReadTally.Jumps(Set.of(sent.get(0).exporter()), 1))));
    }

    @Test
    void whatNfdumpLeavesOutDoesNotFitTheFilter() throws Exception {
        for (int i = 0; i < 20; i++) {
            FlowKey key = sent.get(i * 7).key();
            FlowKey other = sent.get(i * 7 + 1).key();
            requireSame(FlowFilter.ALL.withProtocols(new HashSet<>(List.of(key.protocol(), other.protocol()))));
            requireSame(FlowFilter.ALL.withTos(
                    new HashSet<>(List.of(key.tos().getAsInt(), other.tos().getAsInt() ^ 1))));
            requireSame(FlowFilter.ALL.withAddresses(new HashSet<>(List.of(key.from(), key.to(), other.from()))));
        }
    }

    private void requireSame(FlowFilter filter) throws Exception {
        List<FlowRecord> read = new ArrayList<>();
        ReadTally tally = reader.read(files(), filter, read::add);
        List<FlowRecord> fitting = sent.stream().filter(filter).toList();
        assertThat(fitting).as(filter.toString()).isNotEmpty();
        assertThat(read).as(filter.toString()).containsExactlyInAnyOrderElementsOf(fitting);
        assertThat(tally.filtered()).as("nfdump left the others out").isZero();
    }

    @Test
    void theTotalsAreThoseOfTheRecordsAndTheGapIsTold() throws Exception {
        List<FileTotals> stored = reader.stored(files());
        assertThat(stored.stream().flatMap(file -> file.exporters().stream()))
                .allMatch(total -> total.exporter().equals(EXPORTER))
                .extracting(ExporterTotal::records)
                .satisfies(records ->
                        assertThat(records.stream().mapToLong(n -> n).sum()).isEqualTo(600));
        assertThat(stored.stream().mapToLong(file -> file.gaps().getAsLong()).sum())
                .isEqualTo(1);
        long now = Instant.now().getEpochSecond();
        assertThat(stored).allMatch(file -> file.closed() <= now && file.closed() > now - 60);
    }

    @Test
    void filesThatWereClosedBeforeAreLeftOut() throws Exception {
        long later = Instant.now().getEpochSecond() + 1000;
        assertThat(reader.read(files().since(later), FlowFilter.ALL, flow -> {}).records())
                .isZero();
    }

    @Test
    void aTruncatedFileIsCountedAndTheOthersAreRead(@TempDir Path copy) throws Exception {
        List<Path> whole;
        try (var listing = Files.newDirectoryStream(folder, PATTERN)) {
            whole = new ArrayList<>();
            listing.forEach(whole::add);
        }
        for (Path file : whole) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        Files.write(copy.resolve("nfcapd.2truncated"), firstBytes(whole, 300));
        Files.writeString(copy.resolve("nfcapd.2text"), "no flow file");
        List<FlowRecord> read = new ArrayList<>();
        ReadTally tally = reader.read(RecordFiles.all(shell(), copy.toString(), PATTERN), FlowFilter.ALL, read::add);
        assertThat(read).hasSize(sent.size());
        assertThat(tally.unreadCount()).isEqualTo(2);
        assertThat(tally.unread().stream().map(ReadTally.Unread::example).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("nfcapd.2truncated", "nfcapd.2text");
    }

    private static byte[] firstBytes(List<Path> files, int count) throws Exception {
        byte[] largest = new byte[0];
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            largest = bytes.length > largest.length ? bytes : largest;
        }
        return java.util.Arrays.copyOf(largest, count);
    }

    @Test
    void aFolderThatIsNotThereIsAnErrorInWords() {
        RecordFiles nowhere = RecordFiles.all(shell(), folder.resolve("none").toString(), PATTERN);
        assertThatThrownBy(() -> reader.read(nowhere, FlowFilter.ALL, flow -> {}))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("cannot read the flow files in " + folder.resolve("none"));
    }

    private static RecordFiles files() {
        return RecordFiles.all(shell(), folder.toString(), PATTERN);
    }

    private static LocalShell shell() {
        return new LocalShell("here");
    }
}

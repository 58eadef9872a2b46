package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Output;
import org.overtap.instrument.Runs;
import org.overtap.live.Live;
import org.overtap.record.reader.RecordReaders;
import org.overtap.record.wire.RandomFlows;
import org.overtap.record.wire.V9Datagram;
import org.overtap.shell.Command;
import org.overtap.shell.LocalShell;
import org.overtap.topology.IpAddress;

/** The usual collector as its descriptor starts it: it hears whom it is told of and nobody else. */
@Tag("live")
class HeardExportersIT {
    private static final Instrument NFCAPD = InstrumentCatalogue.builtIn().get("nfcapd", Instrument.Kind.COLLECTOR);
    private static final Exporter ONE = exporter("127.0.0.1", 5);
    private static final Exporter ITS_OTHER = exporter("127.0.0.1", 600);
    private static final Exporter TWO = exporter("127.0.0.2", 5);
    private static final Exporter STRANGER = exporter("127.0.0.9", 5);

    @TempDir
    static Path folder;

    private static final List<FlowRecord> SENT = new ArrayList<>();
    private static int port;

    private static Exporter exporter(String address, int id) {
        return Exporter.of(IpAddress.of(address), id).in(Optional.of("v9"));
    }

    @BeforeAll
    static void store() throws Exception {
        Live.requirePrograms("nfcapd", "nfdump", "awk");
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Runs.Process process = started();
        for (String made : process.folders()) {
            Files.createDirectories(folder.resolve(made));
        }
        Process nfcapd = new ProcessBuilder(process.argv())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await("Startup nfcapd");
            send(ONE, 1, 2, 4);
            send(ITS_OTHER, 1, 2);
            send(TWO, 1, 3);
            send(STRANGER, 1, 2);
            await("Ident: 'two%2cleft' Flows: 40");
            await("Total ignored packets");
            send(STRANGER, 3);
            await("packets so far");
            await(2, "Total ignored packets");
        } finally {
            nfcapd.destroy();
            nfcapd.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Runs.Process started() {
        Map<String, String> values =
                Map.of("program", "nfcapd", "address", "0.0.0.0", "port", "" + port, "rotate", "2", "node", "n");
        return (Runs.Process) NFCAPD.runs()
                .filled(values)
                .hearing(List.of(
                        Map.of("exporter", "one", "from", "127.0.0.1"),
                        Map.of("exporter", "two%2cleft", "from", "127.0.0.2"),
                        Map.of("exporter", "silent", "from", "127.0.0.3")));
    }

    private static void send(Exporter from, int... sequences) throws Exception {
        RandomFlows random = new RandomFlows(sequences.length, from);
        try (DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getByName(from.address().toString()))) {
            for (int sequence : sequences) {
                List<FlowRecord> flows = random.next(20);
                byte[] bytes = V9Datagram.of(
                        flows, from.sourceId().getAsInt(), sequence, RandomFlows.START.plusSeconds(200_000));
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
                SENT.addAll(from.equals(STRANGER) ? List.of() : flows);
            }
        }
    }

    private static void await(String words) throws Exception {
        await(1, words);
    }

    private static void await(int times, String words) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.readString(folder.resolve("log")).split(words, -1).length <= times) {
            assertThat(System.nanoTime()).as(words + " in nfcapd's log").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static RecordFiles files() {
        Output output = NFCAPD.output().orElseThrow();
        return RecordFiles.all(
                new LocalShell("here"), folder.resolve(output.folder()).toString(), output.pattern());
    }

    @Test
    void aStrangersRecordsAreNotStored() throws Exception {
        List<FlowRecord> read = new ArrayList<>();
        ReadTally tally = RecordReaders.builtIn().get("nfdump").read(files(), FlowFilter.ALL, read::add);
        assertThat(read).hasSize(140).containsExactlyInAnyOrderElementsOf(SENT);
        assertThat(tally.unread()).isEmpty();
    }

    @Test
    void whatEachHasStoredIsToldAndTheGapsOfEachAddress() throws Exception {
        Map<String, Long> records = new TreeMap<>();
        Map<String, Long> gaps = new TreeMap<>();
        for (FileTotals file : RecordReaders.builtIn().get("nfdump").stored(files())) {
            file.exporters().forEach(total -> records.merge(total.exporter().toString(), total.records(), Long::sum));
            gaps.merge(file.folder(), file.gaps().getAsLong(), Long::sum);
        }
        assertThat(records)
                .containsOnly(
                        Map.entry(ONE.toString(), 60L),
                        Map.entry(ITS_OTHER.toString(), 40L),
                        Map.entry(TWO.toString(), 40L));
        assertThat(gaps).containsOnly(Map.entry("one/", 1L), Map.entry("two%2cleft/", 1L), Map.entry("silent/", 0L));
    }

    @Test
    void theStrangersPacketsAreCounted() throws Exception {
        List<List<String>> commands = NFCAPD.health().commands();
        List<String> printed = new ArrayList<>();
        for (List<String> words : commands) {
            List<String> there = new ArrayList<>(List.of("env", "-C", folder.toString()));
            there.addAll(words);
            printed.add(new LocalShell("here")
                    .run(Command.of(there.toArray(String[]::new)))
                    .out());
        }
        assertThat(NFCAPD.health().read("", printed)).containsEntry(Counter.IGNORED, 3L);
    }
}

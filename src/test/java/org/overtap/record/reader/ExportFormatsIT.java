package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Scripts;
import org.overtap.instrument.Arrival;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.live.Live;
import org.overtap.record.Exporter;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordFiles;
import org.overtap.record.wire.ExportFormat;
import org.overtap.record.wire.RandomFlows;
import org.overtap.record.wire.WireSource;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;
import org.overtap.topology.IpAddress;

/** What three exporters send, each in another format, comes out of a real nfcapd and a real nfacctd as it went in. */
@Tag("live")
class ExportFormatsIT {
    private static final int SOURCE = 0x0307;
    private static final Map<ExportFormat, List<FlowRecord>> SENT = new EnumMap<>(ExportFormat.class);

    @TempDir
    static Path folder;

    @BeforeAll
    static void store() throws Exception {
        Live.requirePrograms("nfcapd", "nfdump", "nfacctd");
        for (ExportFormat format : ExportFormat.values()) {
            List<FlowRecord> flows = new ArrayList<>();
            new RandomFlows(format.ordinal(), exporter(format)).next(300).forEach(flow -> format.told(flow)
                    .ifPresent(flows::add));
            SENT.put(format, flows);
        }
        int nfcapdPort = freePort();
        int nfacctdPort = freePort();
        Files.createDirectories(folder.resolve("nfcapd"));
        Files.writeString(folder.resolve("nfacctd.conf"), """
                daemonize: false
                nfacctd_ip: 127.0.0.1
                nfacctd_port: %d
                nfacctd_pipe_size: 2000000
                nfacctd_disable_checks: false
                plugins: print
                print_output: json
                print_output_file: %s/nfacctd/flows-%%Y%%m%%d-%%H%%M%%S.json
                print_output_file_append: true
                print_refresh_time: 1
                timestamps_rfc3339: true
                timestamps_utc: true
                aggregate: peer_src_ip, src_mac, dst_mac, vlan, src_host, dst_host, src_port, dst_port, proto, tos, tcpflags, timestamp_start, timestamp_end, export_proto_version, export_proto_sysid, sampling_rate
                """.formatted(nfacctdPort, folder));
        Process nfcapd = start(
                "nfcapd",
                "-w",
                folder.resolve("nfcapd").toString(),
                "-b",
                "127.0.0.1",
                "-p",
                "" + nfcapdPort,
                "-t",
                "2");
        Process nfacctd = start("nfacctd", "-f", folder.resolve("nfacctd.conf").toString());
        try {
            await(() -> log("nfcapd").contains("Startup") && log("nfacctd").contains("waiting for NetFlow"));
            for (ExportFormat format : ExportFormat.values()) {
                send(format, nfcapdPort);
                send(format, nfacctdPort);
            }
            long all = SENT.values().stream().mapToInt(List::size).sum();
            await(() -> stored("nfdump", "nfcapd", "nfcapd.2*") == all);
            await(() -> stored("nfacctd", "nfacctd", "*.json") == all);
        } finally {
            end(nfcapd);
            end(nfacctd);
        }
    }

    private static Exporter exporter(ExportFormat format) {
        return Exporter.of(IpAddress.of("127.0.0." + (7 + format.ordinal())), SOURCE)
                .in(Optional.of(format.title()));
    }

    /** Half of it, then a packet that is lost, then the rest. */
    private static void send(ExportFormat format, int port) throws Exception {
        List<FlowRecord> flows = SENT.get(format);
        // What a collector does not take in time is lost without a word.
        Thread.sleep(50);
        try (WireSource source = new WireSource(format, exporter(format), port)) {
            source.send(flows.subList(0, flows.size() / 2), RandomFlows.START.plusSeconds(200_000));
            source.lose(3);
            source.send(flows.subList(flows.size() / 2, flows.size()), RandomFlows.START.plusSeconds(200_001));
        }
    }

    private static Process start(String... argv) throws Exception {
        return new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(argv[0] + ".log").toFile())
                .start();
    }

    private static void end(Process process) throws Exception {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static int freePort() throws Exception {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String log(String program) throws Exception {
        Path log = folder.resolve(program + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("stored in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static RecordFiles files(String of, String pattern) {
        return RecordFiles.all(new LocalShell("here"), folder.resolve(of).toString(), pattern);
    }

    private static long stored(String reader, String of, String pattern) throws Exception {
        long stored = 0;
        if (Files.exists(folder.resolve(of))) {
            for (FileTotals file : RecordReaders.builtIn().get(reader).stored(files(of, pattern))) {
                stored += file.exporters().stream().mapToLong(e -> e.records()).sum();
            }
        }
        return stored;
    }

    private static List<FlowRecord> read(String reader, String of, String pattern, ExportFormat format)
            throws Exception {
        List<FlowRecord> read = new ArrayList<>();
        Predicate<FlowRecord> ofFormat =
                flow -> flow.exporter().address().equals(exporter(format).address());
        ReadTally tally =
                RecordReaders.builtIn().get(reader).read(files(of, pattern), FlowFilter.ALL, flow -> read.add(flow));
        assertThat(tally.unread()).isEmpty();
        return read.stream().filter(ofFormat).toList();
    }

    /** Three were left out of each: in NetFlow v9, whose numbers count datagrams, nothing tells how many. */
    @Test
    void nfacctdsLogTellsHowManyWereLost() throws Exception {
        Arrival told = InstrumentCatalogue.builtIn()
                .get("nfacctd", Instrument.Kind.COLLECTOR)
                .arrival()
                .orElseThrow();
        Path root = Files.createDirectories(folder.resolve("root"));
        Path collector = Files.createDirectories(root.resolve("collector"));
        Files.writeString(root.resolve("deployment"), "abc");
        Files.writeString(collector.resolve("pid"), "1 1");
        Files.copy(folder.resolve("nfacctd.log"), collector.resolve("log"));
        List<String> words = new ArrayList<>(List.of(root.toString(), "abc", "collector", "flows"));
        for (ExportFormat format : ExportFormat.values()) {
            told.lost(format.title(), exporter(format).address().toString(), SOURCE)
                    .ifPresent(words::add);
        }
        assertThat(told.lost("v9", "127.0.0.1", SOURCE)).isEmpty();
        CommandResult reply = new LocalShell("here").run(Scripts.named("lost", words.toArray(String[]::new)));
        assertThat(reply.out()).isEqualTo("3 0\n3 0\n");
    }

    /** nfdump tells no observation domain of IPFIX. */
    @Test
    void nfcapdStoresWhatWasSent() throws Exception {
        for (ExportFormat format : ExportFormat.values()) {
            int sourceId = format == ExportFormat.IPFIX ? 0 : SOURCE;
            List<FlowRecord> sent = SENT.get(format).stream()
                    .map(flow -> flow.toldBy(new Exporter(
                            flow.exporter().address(),
                            OptionalInt.of(sourceId),
                            flow.exporter().format())))
                    .toList();
            assertThat(read("nfdump", "nfcapd", "nfcapd.2*", format))
                    .as(format.title())
                    .hasSizeGreaterThan(100)
                    .containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    /**
     * Of v5 it tells the lower byte of the source id and the ports of TCP and UDP alone, of the others no ICMP, and of v5
     * and v9 times in whole seconds.
     */
    @Test
    void nfacctdStoresWhatWasSentAndItsOwnTimesAreSeconds() throws Exception {
        for (ExportFormat format : ExportFormat.values()) {
            List<FlowRecord> stored = read("nfacctd", "nfacctd", "*.json", format);
            assertThat(stored.stream().map(flow -> comparable(flow, format)))
                    .as(format.title())
                    .hasSizeGreaterThan(100)
                    .containsExactlyInAnyOrderElementsOf(SENT.get(format).stream()
                            .map(flow -> comparable(flow, format))
                            .toList());
            int sourceId = format == ExportFormat.V5 ? SOURCE & 0xff : SOURCE;
            assertThat(stored).allMatch(flow -> flow.exporter().sourceId().getAsInt() == sourceId);
            assertThat(stored)
                    .allMatch(flow -> flow.exporter().format().orElseThrow().equals(format.title()));
        }
    }

    private static String comparable(FlowRecord flow, ExportFormat format) {
        FlowKey key = flow.key();
        String start = format == ExportFormat.IPFIX
                ? flow.first().orElseThrow() + " " + flow.last().orElseThrow()
                : "" + flow.first().orElseThrow().plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        boolean ports = format != ExportFormat.V5 || key.protocol() == 6 || key.protocol() == 17;
        return key.from() + " " + key.to() + " " + key.protocol() + " "
                + (ports ? key.sourcePort() + " " + key.destinationPort() : "") + " "
                + (format == ExportFormat.V5 ? key.icmpNumber() : "") + " " + key.tosByte() + " " + key.vlanId()
                + " " + key.fromMac() + " " + key.toMac() + " " + flow.packets() + " " + flow.bytes() + " "
                + flow.flagBits() + " " + start;
    }

    @Test
    void whatWasLostIsAGapOfEveryExporter() throws Exception {
        long gaps = RecordReaders.builtIn().get("nfdump").stored(files("nfcapd", "nfcapd.2*")).stream()
                .mapToLong(file -> file.gaps().orElse(0))
                .sum();
        assertThat(gaps).isEqualTo(3);
    }
}

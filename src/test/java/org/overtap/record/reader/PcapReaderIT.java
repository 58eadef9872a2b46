package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.live.Live;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.shell.LocalShell;

/** What a real tcpdump captured of traffic whose packets and bytes follow from its sizes. */
@Tag("live")
class PcapReaderIT {
    /**
     * In a network namespace of its own, so that nothing else is on its loopback. An MTU of 1500 cuts 3000 bytes of UDP
     * into 1480, 1480 and 48 with the UDP header (RFC 791), and over IPv6 into 1448, 1448 and 112 (RFC 8200).
     */
    private static final String TRAFFIC = """
            ip link set lo mtu 1500 up
            tcpdump -Z root -i lo -U -w "$1/lo.pcap" udp or ip6 or icmp 2>"$1/lo.log" & one=$!
            tcpdump -Z root -i any -U -s 80 -w "$1/any.pcap" udp or ip6 or icmp 2>"$1/any.log" & two=$!
            while ! grep -qs listening "$1/lo.log" || ! grep -qs listening "$1/any.log"; do sleep 0.1; done
            perl -e '
                use Socket qw(:all);
                for my $to ([AF_INET, "127.0.0.2", "127.0.0.1"], [AF_INET6, "::1", "::1"]) {
                    my ($family, $there, $here) = @$to;
                    my $pack = sub { $family == AF_INET ? pack_sockaddr_in($_[1], inet_pton($family, $_[0]))
                        : pack_sockaddr_in6($_[1], inet_pton($family, $_[0])) };
                    socket(my $sink, $family, SOCK_DGRAM, 0); bind($sink, $pack->($there, 4001)) or die $!;
                    socket(my $source, $family, SOCK_DGRAM, 0); bind($source, $pack->($here, 4000)) or die $!;
                    send($source, "x" x 3000, 0, $pack->($there, 4001)) for 1..5;
                    send($source, "x" x 10, 0, $pack->($there, 4001)) for 1..2;
                }'
            sleep 1
            kill -INT $one $two
            wait
            """;

    private static final int SIZE_V4 = 5 * (3008 + 3 * 20) + 2 * 38;
    private static final int SIZE_V6 = 5 * (3008 + 3 * (40 + 8)) + 2 * 58;

    @TempDir
    static Path folder;

    private final RecordReader reader;

    PcapReaderIT() throws Exception {
        reader = RecordReaders.builtIn().get("pcap");
    }

    @BeforeAll
    static void capture() throws Exception {
        Live.requirePrograms("tcpdump", "unshare", "perl", "ip");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root: a capture needs it");
        Process process = new ProcessBuilder("unshare", "-n", "sh", "-c", TRAFFIC, "sh", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("log"))).isEmpty();
    }

    private static RecordFiles files(String pattern) {
        return RecordFiles.all(new LocalShell("here"), folder.toString(), pattern);
    }

    private Map<String, FlowRecord> flows(String pattern) throws Exception {
        Map<String, FlowRecord> flows = new TreeMap<>();
        ReadTally tally = reader.read(files(pattern), FlowFilter.ALL, flow -> flows.put(text(flow.key()), flow));
        assertThat(tally.unread()).isEmpty();
        return flows;
    }

    private static String text(FlowKey key) {
        return key.from() + ":" + key.sourcePort() + " " + key.to() + ":" + key.destinationPort() + " "
                + key.protocol();
    }

    @Test
    void fragmentsAreCountedWithTheirDatagram() throws Exception {
        Map<String, FlowRecord> flows = flows("lo.pcap");
        assertThat(flows).containsOnlyKeys("127.0.0.1:4000 127.0.0.2:4001 17", "::1:4000 ::1:4001 17");
        assertThat(flows.values()).extracting(FlowRecord::packets).containsOnly(5 * 3 + 2L);
        assertThat(flows.get("127.0.0.1:4000 127.0.0.2:4001 17").bytes()).isEqualTo(SIZE_V4);
        assertThat(flows.get("::1:4000 ::1:4001 17").bytes()).isEqualTo(SIZE_V6);
    }

    /** libpcap leaves out what goes out over loopback, where everything comes in again. */
    @Test
    void aCookedCaptureOfHeadersAloneTellsTheSameBytes() throws Exception {
        Map<String, FlowRecord> flows = flows("any.pcap");
        assertThat(flows).containsOnlyKeys("127.0.0.1:4000 127.0.0.2:4001 17", "::1:4000 ::1:4001 17");
        assertThat(flows.get("127.0.0.1:4000 127.0.0.2:4001 17").bytes()).isEqualTo(SIZE_V4);
        assertThat(flows.get("::1:4000 ::1:4001 17").bytes()).isEqualTo(SIZE_V6);
    }

    @Test
    void aTruncatedFileIsCountedAndTheOthersAreRead() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("lo.pcap"));
        Files.write(folder.resolve("cut-a.pcap"), Arrays.copyOf(whole, whole.length - 5));
        Files.write(folder.resolve("cut-b.pcap"), new byte[0]);
        Files.write(folder.resolve("cut-c.pcap"), whole);
        List<FlowRecord> read = new ArrayList<>();
        ReadTally tally = reader.read(files("cut-*.pcap"), FlowFilter.ALL, read::add);
        assertThat(tally.unread()).extracting(ReadTally.Unread::example).containsExactly("cut-a.pcap", "cut-b.pcap");
        assertThat(read.stream().mapToLong(FlowRecord::packets).sum()).isEqualTo(2 * 34 - 1);
        List<FileTotals> stored = reader.stored(files("cut-*.pcap"));
        assertThat(stored).extracting(FileTotals::name).containsExactly("cut-a.pcap", "cut-b.pcap", "cut-c.pcap");
        assertThat(stored.get(2).exporters()).extracting(e -> e.records()).containsExactly(2L);
    }
}

package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.overtap.record.wire.CaptureFile.ipv4;
import static org.overtap.record.wire.CaptureFile.ipv6;
import static org.overtap.record.wire.CaptureFile.packet;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.wire.CaptureFile;

/** What is made of captures whose packets are written here byte by byte. */
class PcapFormTest {
    private static final long T = 1_795_848_100_000_000L;
    private static final String MACS = "02 00 00 00 00 02  02 00 00 00 00 01";
    private static final byte[] PORTS = packet("04d2 0050");
    private static final byte[] TCP_SYN = packet("04d2 0050 00000000 00000000 50 02 ffff 0000 0000");

    private final List<FlowRecord> flows = new ArrayList<>();
    private final TallyBuilder tally = new TallyBuilder();

    private void read(byte[] file) {
        readInPieces(file, file.length);
    }

    private void readInPieces(byte[] file, int size) {
        StoredForm.Reading reading = new PcapForm().open(flows::add, tally);
        reading.begin("a.pcap");
        for (int from = 0; from < file.length; from += size) {
            reading.bytes(file, from, Math.min(file.length, from + size));
        }
        reading.end();
    }

    private static byte[] ethernet(byte[] network) {
        return packet(MACS, network[0] >> 4 == 4 ? "0800" : "86dd", network);
    }

    private FlowRecord only() {
        assertThat(flows).hasSize(1);
        assertThat(tally.build().unread()).isEmpty();
        return flows.get(0);
    }

    static Stream<Arguments> forms() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(Arguments.of(order, true), Arguments.of(order, false)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void packetsOfOneKeyAreOneFlowInEveryFormAndHoweverTheyArrive(ByteOrder order, boolean nanoseconds) {
        byte[] syn = ethernet(ipv4(6, 0x28, 1, 0x4000, 40, TCP_SYN));
        byte[] file = new CaptureFile(order, nanoseconds, 1, 64)
                .add(T + 7, syn)
                .add(T + 5_000_009, ethernet(ipv4(6, 0x28, 2, 0x4000, 1000, TCP_SYN)))
                .bytes();
        for (int size : new int[] {1, 7, 100, file.length}) {
            flows.clear();
            readInPieces(file, size);
            FlowRecord flow = only();
            assertThat(flow.key().toString())
                    .isEqualTo("10.0.0.1:1234 > 10.0.0.2:80 protocol 6 tos 40 from 02:00:00:00:00:01 to"
                            + " 02:00:00:00:00:02");
            assertThat(flow.packets()).isEqualTo(2);
            assertThat(flow.bytes())
                    .as("by the IP header, not what was captured")
                    .isEqualTo(60 + 1020);
            assertThat(flow.firstMicros()).isEqualTo(T + 7);
            assertThat(flow.lastMicros()).isEqualTo(T + 5_000_009);
            assertThat(flow.flagBits()).isEqualTo(2);
        }
    }

    static Stream<Arguments> links() {
        byte[] udp = ipv4(17, 0, 1, 0, 8, PORTS);
        byte[] six = ipv6(17, 0, packet(PORTS, "0008 0000"));
        return Stream.of(
                Arguments.of(1, packet(MACS, "8100 600c 0800", udp), "vlan 12 from 02:00:00:00:00:01"),
                Arguments.of(1, packet(MACS, "88a8 000d 8100 000c 0800", udp), "vlan 13 from 02:00:00:00:00:01"),
                Arguments.of(1, packet(MACS, "8100 0000 86dd", six), "tos 0 from 02:00:00:00:00:01"),
                Arguments.of(113, packet("0000 0001 0006 020000000001 0000 0800", udp), "from 02:00:00:00:00:01"),
                Arguments.of(113, packet("0000 0304 0000 0000000000000000 86dd", six), "tos 0"),
                Arguments.of(
                        276, packet("0800 0000 00000002 0001 00 06 020000000001 0000", udp), "from 02:00:00:00:00:01"),
                Arguments.of(101, udp, "10.0.0.1:1234"),
                Arguments.of(101, six, "fd00::1:1234"),
                Arguments.of(229, six, "fd00::2:80"));
    }

    @ParameterizedTest
    @MethodSource("links")
    void theLinkLayersAreRead(int type, byte[] packet, String told) {
        read(new CaptureFile(ByteOrder.LITTLE_ENDIAN, false, type, 65_535)
                .add(T, packet)
                .bytes());
        FlowRecord flow = only();
        assertThat(flow.key().toString()).contains(told).contains(":1234 > ");
        assertThat(flow.bytes()).isIn(28L, 48L);
    }

    @Test
    void shortFramesArePaddedAndThePaddingIsNotCounted() {
        read(CaptureFile.ethernet()
                .add(T, packet(ethernet(ipv4(17, 0, 1, 0, 8, PORTS)), new byte[18]))
                .bytes());
        assertThat(only().bytes()).isEqualTo(28);
    }

    @Test
    void whatACardIsYetToCutIsCountedAsItWasCaptured() {
        byte[] large = ipv4(6, 0, 1, 0, 40, TCP_SYN);
        large[2] = 0;
        large[3] = 0;
        read(CaptureFile.ethernet().add(T, ethernet(large)).bytes());
        assertThat(only().bytes()).isEqualTo(60);
    }

    @Test
    void laterFragmentsHaveThePortsOfTheFirstInWhicheverOrderTheyCome() {
        byte[] last = ethernet(ipv4(17, 0, 77, 370, 100, packet("ffff ffff")));
        read(CaptureFile.ethernet()
                .add(T, last)
                .add(T + 1, ethernet(ipv4(17, 0, 77, 0x2000, 1480, PORTS)))
                .add(T + 2, ethernet(ipv4(17, 0, 77, 0x2000 | 185, 1480, packet("eeee eeee"))))
                .bytes());
        FlowRecord flow = only();
        assertThat(flow.key().toString()).contains("10.0.0.1:1234 > 10.0.0.2:80");
        assertThat(flow.packets()).isEqualTo(3);
        assertThat(flow.bytes()).isEqualTo(1500 + 1500 + 120);
        assertThat(flow.firstMicros()).isEqualTo(T);
    }

    @Test
    void aFragmentWhoseFirstNeverCameHasNoPorts() {
        read(CaptureFile.ethernet()
                .add(T, ethernet(ipv4(17, 0, 77, 0x2000, 1480, PORTS)))
                .add(T + 1, ethernet(ipv4(17, 0, 78, 185, 1480, packet("eeee eeee"))))
                .bytes());
        assertThat(flows).extracting(flow -> flow.key().sourcePort()).containsExactlyInAnyOrder(1234, FlowKey.ABSENT);
    }

    @Test
    void extensionHeadersAndFragmentsOfIpv6AreReadThrough() {
        byte[] first = ipv6(0, 3, packet("2c 00 0104 00000000", "3c 00 0001 0000004d", "11 00 0104 00000000", PORTS));
        byte[] later = ipv6(44, 3, packet("3c 00 05c8 0000004d", new byte[52]));
        read(CaptureFile.ethernet()
                .add(T, ethernet(first))
                .add(T + 1, ethernet(later))
                .bytes());
        FlowRecord flow = only();
        assertThat(flow.key().toString()).startsWith("fd00::1:1234 > fd00::2:80 protocol 17 tos 3 ");
        assertThat(flow.packets()).isEqualTo(2);
        assertThat(flow.bytes()).isEqualTo(first.length + later.length);
    }

    @Test
    void icmpIsToldByTypeAndCode() {
        read(CaptureFile.ethernet()
                .add(T, ethernet(ipv4(1, 0, 1, 0, 64, packet("0301 0000"))))
                .add(T, ethernet(ipv6(58, 0, packet("8700 0000 00000000"))))
                .bytes());
        assertThat(flows)
                .extracting(flow -> flow.key().icmp().orElseThrow())
                .containsExactlyInAnyOrder(new FlowKey.Icmp(3, 1), new FlowKey.Icmp(135, 0));
    }

    @Test
    void aFlowIsToldOnceItIsIdleOrLastsLong() {
        byte[] udp = ethernet(ipv4(17, 0, 1, 0, 8, PORTS));
        byte[] other = ethernet(ipv4(17, 4, 1, 0, 8, PORTS));
        CaptureFile file = CaptureFile.ethernet().add(T, udp);
        for (int second = 0; second < 100; second += 10) {
            file.add(T + second * 1_000_000L, other);
        }
        read(file.add(T + 100_000_000, udp).bytes());
        assertThat(flows)
                .extracting(flow -> flow.key().tosByte(), FlowRecord::packets)
                .containsExactlyInAnyOrder(tuple(0, 1L), tuple(0, 1L), tuple(4, 6L), tuple(4, 4L));
    }

    @Test
    void framesWithoutIpAreOfNoFlow() {
        read(CaptureFile.ethernet().add(T, packet(MACS, "0806", new byte[46])).bytes());
        assertThat(flows).isEmpty();
        assertThat(tally.build().unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, a capture's file is shorter than its header",
        "10, a capture's file is shorter than its header",
        "60, a capture's file ends in the middle of a packet",
    })
    void aTruncatedFileIsCountedAndWhatCameBeforeIsRead(int length, String reason) {
        byte[] file = CaptureFile.ethernet()
                .add(T, ethernet(ipv4(17, 0, 1, 0, 1000, PORTS)))
                .bytes();
        read(Arrays.copyOf(file, length));
        assertThat(tally.build().unread()).containsExactly(new ReadTally.Unread(reason, 1, "a.pcap"));
    }

    @Test
    void packetsBeforeTheEndOfATruncatedFileAreRead() {
        byte[] udp = ethernet(ipv4(17, 0, 1, 0, 8, PORTS));
        byte[] file = CaptureFile.ethernet().add(T, udp).add(T, udp).bytes();
        read(Arrays.copyOf(file, file.length - 1));
        assertThat(flows).hasSize(1);
        assertThat(tally.build().unreadCount()).isEqualTo(1);
    }

    @Test
    void whatIsNoCaptureIsNamedByWhatItIs() {
        read(packet("0a0d0d0a", new byte[60]));
        read(packet("1f8b0800", new byte[60]));
        read(new CaptureFile(ByteOrder.BIG_ENDIAN, false, 127, 100).bytes());
        byte[] damaged = CaptureFile.ethernet().add(T, new byte[20]).bytes();
        damaged[24 + 11] = 0x7f;
        read(damaged);
        assertThat(tally.build().unread())
                .extracting(ReadTally.Unread::reason)
                .containsExactly(
                        "a capture is pcapng: editcap -F pcap makes a classic one of it",
                        "a file is no capture of libpcap",
                        "a capture is of link type 127, which is not read",
                        "a packet's header in a capture is damaged: the rest of the file is left out");
    }

    @Test
    void aPacketOfWhichTooLittleWasCapturedIsCounted() {
        byte[] udp = ethernet(ipv4(17, 0, 1, 0, 100, PORTS));
        for (int most : new int[] {4, 14, 20, 34, 36}) {
            read(new CaptureFile(ByteOrder.LITTLE_ENDIAN, false, 1, most)
                    .add(T, udp)
                    .bytes());
        }
        assertThat(flows).isEmpty();
        assertThat(tally.build().unreadCount()).isEqualTo(5);
    }

    @Test
    void manyFlowsAtOnceAreAllToldAndNoneIsKeptForLong() {
        CaptureFile file = CaptureFile.ethernet();
        for (int i = 0; i < 70_000; i++) {
            byte[] port = {(byte) (i >> 8), (byte) i, 0, (byte) (i >> 16)};
            file.add(T, ethernet(ipv4(17, 0, 1, 0, 8, port)));
        }
        read(file.bytes());
        assertThat(flows.stream().map(FlowRecord::key).distinct()).hasSize(70_000);
    }
}

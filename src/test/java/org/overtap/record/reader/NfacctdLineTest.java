package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;

class NfacctdLineTest {
    /** As nfacctd 1.7.7 printed it. */
    private static final String TCP = "{\"event_type\": \"purge\", \"mac_src\": \"02:00:cc:aa:00:07\", \"mac_dst\":"
            + " \"02:00:a4:a9:00:07\", \"vlan\": 12, \"peer_ip_src\": \"127.0.0.3\", \"ip_src\": \"11.249.79.129\","
            + " \"ip_dst\": \"fd00::2:48c6\", \"port_src\": 4858, \"port_dst\": 18775, \"tcp_flags\": \"67\","
            + " \"ip_proto\": \"tcp\", \"tos\": 237, \"sampling_rate\": 10, \"timestamp_start\": \"2026-11-28"
            + " 06:41:40.946000\", \"timestamp_end\": \"2026-11-28 06:41:41.207000\", \"export_proto_version\": 10,"
            + " \"export_proto_sysid\": 771, \"stamp_inserted\": \"2026-11-28 06:41:00\", \"stamp_updated\":"
            + " \"2026-11-28 13:37:51\", \"packets\": 2658146, \"bytes\": 1111105028}";

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @Test
    void aLineThatNfacctdPrintedIsRead() throws Exception {
        FlowRecord flow = parse(TCP);
        assertThat(flow.toString())
                .startsWith(
                        "11.249.79.129:4858 > fd00::2:48c6:18775 protocol 6 tos 237 vlan 12 from 02:00:cc:aa:00:07 to"
                                + " 02:00:a4:a9:00:07: 2658146 packets, 1111105028 bytes, 2026-11-28T06:41:40.946Z to"
                                + " 2026-11-28T06:41:41.207Z, flags 67, sampling 10, by 127.0.0.3 source id 771 ipfix");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28 06:41:40.946000",
        "2026-11-28T06:41:40.946000Z",
        "2026-11-28T07:41:40.946000+01:00",
        "2026-11-28T01:41:40.946000-05:00",
        "1795848100.946000",
    })
    void timesAreReadInEveryFormThatItCanPrint(String time) throws Exception {
        assertThat(parse(TCP.replace("2026-11-28 06:41:40.946000", time)).firstMicros())
                .isEqualTo(1_795_848_100_946_000L);
    }

    @Test
    void withoutTheFlowsOwnTimesThoseOfTheTimeBinStandForThem() throws Exception {
        FlowRecord flow = parse(TCP.replace("timestamp_", "other_"));
        assertThat(flow.first()).hasValueSatisfying(t -> assertThat(t).hasToString("2026-11-28T06:41:00Z"));
        assertThat(flow.last()).hasValueSatisfying(t -> assertThat(t).hasToString("2026-11-28T13:37:51Z"));
    }

    @Test
    void whatIsNotToldIsAbsent() throws Exception {
        FlowRecord flow = parse(
                "{\"ip_src\": \"10.0.0.1\", \"ip_dst\": \"10.0.0.2\", \"ip_proto\": \"47\", \"packets\": 1, \"bytes\": 2}");
        assertThat(flow.key())
                .isEqualTo(FlowKey.of(flow.key().from(), flow.key().to(), 47));
        assertThat(flow.exporter()).isEqualTo(Exporter.UNTOLD);
        assertThat(flow.first()).isEmpty();
        assertThat(flow.last()).isEmpty();
        assertThat(flow.flags()).isEmpty();
        assertThat(flow.sampling()).isEmpty();
    }

    @Test
    void marksOfWhatIsPrintedAreNoRecords() throws Exception {
        byte[] mark = "{\"event_type\": \"purge_close\", \"writer_id\": \"default_print/1\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new NfacctdLine().parse(mark, 0, mark.length)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.3, n1, the exporter is no address",
        "11.249.79.129, 11.249.79.329, the source is no address",
        "fd00::2:48c6, '', the destination is no address",
        "4858, 65536, port_src is too large",
        "18775, -1, port_dst is no number",
        "'\"tcp\"', '\"pct\"', ip_proto is no number",
        "ip_proto, proto, the protocol is not told",
        "packets, packet, packets is not told",
        "02:00:cc:aa:00:07, 02:00, a MAC address is none",
        "2026-11-28 06:41:40.946000, yesterday, timestamp_start is no time",
        "'1111105028}', '1111105028', a line is no JSON object",
        "'{\"event', '[{\"event', a line is no JSON object",
    })
    void aBrokenLineIsRefusedWithAReason(String part, String broken, String reason) {
        assertThat(TCP).contains(part);
        assertThatThrownBy(() -> parse(TCP.replace(part, broken)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLineHoweverOddEndsTheReading(long seed) {
        Random random = new Random(seed);
        TallyBuilder tally = new TallyBuilder();
        List<FlowRecord> read = new ArrayList<>();
        StoredForm.Reading reading = new NfacctdForm().open(read::add, tally);
        reading.begin("a.json");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            StringBuilder line = new StringBuilder(TCP);
            line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(32, 127));
            all.append(line).append('\n');
        }
        byte[] bytes = all.append(TCP, 0, 100).toString().getBytes(StandardCharsets.UTF_8);
        reading.bytes(bytes, 0, bytes.length);
        reading.end();
        assertThat(read.size() + tally.build().unreadCount()).isEqualTo(201);
        assertThat(tally.build().unread()).extracting(ReadTally.Unread::reason).contains("a line is no JSON object");
    }

    private static FlowRecord parse(String line) throws UnreadableException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new NfacctdLine().parse(bytes, 0, bytes.length).orElseThrow();
    }
}

package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.record.wire.RandomFlows;
import org.overtap.topology.IpAddress;

class NfdumpLineTest {
    private static final Exporter EXPORTER = Exporter.of(IpAddress.of("10.0.0.9"), 258);

    /** As printed by nfdump 1.7.1. */
    private static final String TCP = "      127.0.0.1|  1/2  |       10.9.0.1|       10.9.0.2|  1234|    80|6    | 76"
            + "|...AP.SF|02:00:00:00:00:01|02:00:00:00:00:02|   12|       5|    1295|1795848108.790|           2.119";

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void aLineThatNfdumpPrintedIsRead() throws Exception {
        assertThat(parse(TCP))
                .isEqualTo(new FlowRecord(
                        new FlowKey(
                                IpAddress.of("10.9.0.1"),
                                IpAddress.of("10.9.0.2"),
                                6,
                                OptionalInt.of(1234),
                                OptionalInt.of(80),
                                Optional.empty(),
                                OptionalInt.of(76),
                                Optional.of("02:00:00:00:00:01"),
                                Optional.of("02:00:00:00:00:02"),
                                OptionalInt.of(12)),
                        Exporter.of(IpAddress.of("127.0.0.1"), 258),
                        Place.UNKNOWN,
                        Optional.of(Instant.ofEpochMilli(1795848108790L)),
                        Optional.of(Instant.ofEpochMilli(1795848110909L)),
                        5,
                        1295,
                        OptionalInt.of(0x1b),
                        OptionalLong.empty()));
    }

    @Test
    void whatTheExporterDidNotTellIsAbsent() throws Exception {
        FlowRecord flow = parse("127.0.0.1|0/7|10.9.0.1|10.9.0.2|0|0.0|1|0|........|00:00:00:00:00:00"
                + "|00:00:00:00:00:00|0|2|168|0.000|0.000");
        FlowKey key = flow.key();
        assertThat(key.fromMac()).isEmpty();
        assertThat(key.toMac()).isEmpty();
        assertThat(key.vlan()).isEmpty();
        assertThat(key.icmp()).isEmpty();
        assertThat(key.fromPort()).isEmpty();
        assertThat(key.toPort()).isEmpty();
        assertThat(flow.flags()).isEmpty();
        assertThat(flow.first()).isEmpty();
        assertThat(flow.last()).isEmpty();
        assertThat(flow.sampling()).isEmpty();
        assertThat(flow.place()).isEqualTo(Place.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecordIsReadBackAsItWas(long seed) throws Exception {
        for (FlowRecord flow : new RandomFlows(seed, EXPORTER).next(50)) {
            assertThat(parse(NfdumpText.line(flow))).isEqualTo(flow);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1.1, the exporter is no address",
        "10.9.0.1, n1, the source is no address",
        "10.9.0.2, 10.9.0.256, the destination is no address",
        "1234, 65536, source port is too large",
        "'|    80|', '|  many|', destination port is no number",
        "'|6    |', '|  256|', protocol is too large",
        "'| 76|', '|-1|', ToS is no number",
        "'AP.SF', 'AP.S', TCP flags are neither letters nor a number",
        "02:00:00:00:00:01, 02:00, a MAC address is none",
        "'|       5|', '||', packets is no number",
        "'|    1295|', '|99999999999999999999|', bytes is too large",
        "1795848108.790, 1795848108.79, start is not in seconds and milliseconds",
        "'|           2.119', '| 1d 02:03:04', duration is not in seconds and milliseconds",
        "'|           2.119', '', a line with fewer than 16 columns",
    })
    void aBrokenLineIsRefusedWithAReason(String part, String broken, String reason) {
        assertThat(TCP).contains(part);
        String line = TCP.replace(part, broken);
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLineHoweverOddEndsTheReading(long seed) {
        Random random = new Random(seed);
        int unreadable = 0;
        for (int i = 0; i < 500; i++) {
            StringBuilder line = new StringBuilder(TCP);
            for (int j = 0; j < 3; j++) {
                line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(32, 300));
            }
            unreadable += isRead(line.substring(0, random.nextInt(line.length()))) ? 0 : 1;
            unreadable += isRead(line.toString()) ? 0 : 1;
        }
        assertThat(unreadable).isBetween(500, 1000);
    }

    private static boolean isRead(String line) {
        try {
            return parse(line).packets() >= 0;
        } catch (UnreadableException e) {
            return false;
        }
    }

    /** A user's own readers may print fewer columns. */
    @Test
    void theFormIsTheLastColumnIfThereIsOne() throws Exception {
        assertThat(parse(TCP).exporter().format()).isEmpty();
        assertThat(parse(TCP + "| Nv9").exporter().format()).contains("v9");
        assertThat(parse(TCP + "|Nv5").exporter().format()).contains("v5");
        assertThat(parse(TCP + "|Nv10").exporter().format()).contains("ipfix");
        assertThat(parse(TCP + "|Nv77").exporter().format()).contains("Nv77");
    }

    private static FlowRecord parse(String line) throws UnreadableException {
        byte[] bytes = ("|" + line + "|").getBytes(StandardCharsets.UTF_8);
        return new NfdumpLine().parse(bytes, 1, bytes.length - 1);
    }
}

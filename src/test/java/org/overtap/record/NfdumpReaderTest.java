package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NfdumpReaderTest {
    @Test
    void aLineThatNfdumpPrintedIsRead() throws Exception {
        String line = "      127.0.0.1|  1/2  |       10.9.0.1|       10.9.0.2|  1234|    80|6    | 76|...AP.SF"
                + "|02:00:00:00:00:01|02:00:00:00:00:02|   12|    0|       5|    1295|1795848108.790|           2.119";
        assertThat(NfdumpLine.parse(line.replace("|    0|       5", "|       5")))
                .isEqualTo(new FlowRecord(
                        new FlowKey(
                                "10.9.0.1",
                                "10.9.0.2",
                                6,
                                OptionalInt.of(1234),
                                OptionalInt.of(80),
                                Optional.empty(),
                                OptionalInt.of(76),
                                Optional.of("02:00:00:00:00:01"),
                                Optional.of("02:00:00:00:00:02"),
                                OptionalInt.of(12)),
                        Exporter.of("127.0.0.1", 258),
                        Place.UNKNOWN,
                        Optional.of(Instant.ofEpochMilli(1795848108790L)),
                        Optional.of(Instant.ofEpochMilli(1795848110909L)),
                        5,
                        1295,
                        OptionalInt.of(0x1b),
                        OptionalLong.empty()));
    }
}

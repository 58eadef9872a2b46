package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;

/** Lines that ra 3.0.8.2 printed. */
class ArgusLineTest {
    private static final String MACS = "|02:00:00:00:0a:01|02:00:00:00:0b:01|||";

    private static List<FlowRecord> parse(String line) throws UnreadableException {
        return ArgusLine.parse(line);
    }

    @Test
    void bothDirectionsOfAFlowAreRecords() throws Exception {
        List<FlowRecord> both = parse(
                "1795883507.351096|1795883507.351107|6|10.77.0.1|42556|10.77.0.2|81|1|2|74|108|8|16" + MACS + "S_RA");
        assertThat(both).hasSize(2);
        FlowRecord there = both.get(0);
        FlowRecord back = both.get(1);
        assertThat(there.key().from()).hasToString("10.77.0.1");
        assertThat(there.key().fromPort()).isEqualTo(OptionalInt.of(42556));
        assertThat(there.key().toPort()).isEqualTo(OptionalInt.of(81));
        assertThat(there.key().tos()).isEqualTo(OptionalInt.of(8));
        assertThat(there.key().fromMac()).isEqualTo(Optional.of("02:00:00:00:0a:01"));
        assertThat(there.packets()).isEqualTo(1);
        assertThat(there.bytes()).isEqualTo(74);
        assertThat(there.flags()).isEqualTo(OptionalInt.of(0x02));
        assertThat(there.first()).isEqualTo(Optional.of(Instant.parse("2026-11-28T16:31:47.351096Z")));
        assertThat(back.key().from()).hasToString("10.77.0.2");
        assertThat(back.key().fromPort()).isEqualTo(OptionalInt.of(81));
        assertThat(back.key().tos()).isEqualTo(OptionalInt.of(16));
        assertThat(back.key().toMac()).isEqualTo(Optional.of("02:00:00:00:0a:01"));
        assertThat(back.packets()).isEqualTo(2);
        assertThat(back.bytes()).isEqualTo(108);
        assertThat(back.flags()).isEqualTo(OptionalInt.of(0x14));
    }

    @Test
    void aDirectionWithoutPacketsIsNone() throws Exception {
        assertThat(parse("1795883507.351179|1795883507.351189|17|10.77.0.1|40003|10.77.0.2|99|1|0|44|0|0|" + MACS
                        + "INT"))
                .hasSize(1);
    }

    @Test
    void typeAndCodeOfIcmpAreToldOfTheDirectionThatBegan() throws Exception {
        FlowRecord unreachable = parse(
                        "1795883503.762996|1795883504.369463|1|10.77.0.1|0x0103|10.77.0.9|0x0a4d|3|0|360|0|0|" + MACS
                                + "URH")
                .get(0);
        assertThat(unreachable.key().icmp()).isEqualTo(Optional.of(new FlowKey.Icmp(3, 1)));
        List<FlowRecord> ping =
                parse("1795883503.467797|1795883503.467804|1|10.77.0.1|0x0008|10.77.0.2|0xf658|1|1|270|270|72|72" + MACS
                        + "ECO");
        assertThat(ping.get(0).key().icmp()).isEqualTo(Optional.of(new FlowKey.Icmp(8, 0)));
        assertThat(ping.get(1).key().icmp()).isEmpty();
        FlowRecord six = parse(
                        "1795883503.763031|1795883504.369499|58|fd77::1|1|fd77::9|3|3|0|480|0|0|" + MACS + "URAR")
                .get(0);
        assertThat(six.key().icmp()).isEqualTo(Optional.of(new FlowKey.Icmp(1, 3)));
    }

    @Test
    void whatItPrintsAsTypeOfServiceOfIpv6IsNone() throws Exception {
        FlowRecord six = parse("1795883503.468760|1795883506.327406|58|fd77::1|128|fd77::2|0|15|15|4350|4350|227|36"
                        + MACS + "ECO")
                .get(0);
        assertThat(six.key().tos()).isEmpty();
    }

    @Test
    void whatIsNoIpAndWhatArgusTellsOfItselfIsPassedOver() throws Exception {
        assertThat(parse("1795883501.465951|1795883501.465297|man|0|0|0|0|0|0|0|0|||||||STA"))
                .isEmpty();
        assertThat(
                        parse(
                                "1795883503.467782|1795883503.467793|2054|10.77.0.1||10.77.0.2||1|1|42|42|||02:00:00:00:0a:01|ff:ff:ff:ff:ff:ff|||CON"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a|b",
                "1795883507|1795883507.351107|6|10.77.0.1|1|10.77.0.2|81|1|1|74|54|0|0|||||S_RA",
                "1795883507.351096|1795883507.351107|6|10.77.0.1|70000|10.77.0.2|81|1|1|74|54|0|0|||||S_RA",
                "1795883507.351096|1795883507.351107|6|nobody|1|10.77.0.2|81|1|1|74|54|0|0|||||S_RA",
                "1795883507.351096|1795883507.351107|6|10.77.0.1|1|10.77.0.2|81|-1|1|74|54|0|0|||||S_RA",
                "1795883507.351096|1795883507.351107|6|10.77.0.1|1|10.77.0.2|81|1|1|74|54|0|0|x||||S_RA",
            })
    void whatIsNoLineOfItsIsSaid(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UnreadableException.class);
    }
}

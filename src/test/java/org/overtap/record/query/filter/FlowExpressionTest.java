package org.overtap.record.query.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;

/** Expressions against single rows whose fit one can see. */
class FlowExpressionTest {
    private static final MadeRow TCP = MadeRow.of(
            Column.SRC, "10.1.2.3",
            Column.DST, "192.168.0.9",
            Column.SRC_PORT, 40000,
            Column.DST_PORT, 80,
            Column.PROTOCOL, 6,
            Column.TCP_FLAGS, 0x12,
            Column.TOS, 16,
            Column.SRC_MAC, "02:00:00:00:00:0a",
            Column.DST_MAC, "02:00:00:00:00:0b",
            Column.PACKETS, 2000,
            Column.BYTES, 3_000_000L,
            Column.FIRST, 1_000_000_000L,
            Column.LAST, 1_002_500_000L,
            Column.SRC_NODE, "n1",
            Column.DST_NODE, "and",
            Column.SEGMENT, "lan0",
            Column.PATH, "lan0 link1 lan2",
            Column.PROBE, "n1.eth1",
            Column.RUN, "unmarked",
            Column.SIDE, "before");
    private static final MadeRow PING = MadeRow.of(
            Column.SRC,
            "fd00::1",
            Column.DST,
            "fd00:0:0:1::2",
            Column.PROTOCOL,
            58,
            Column.ICMP_TYPE,
            128,
            Column.ICMP_CODE,
            0,
            Column.VLAN,
            7,
            Column.PACKETS,
            1,
            Column.BYTES,
            104,
            Column.FIRST,
            5L,
            Column.LAST,
            5L,
            Column.SEGMENT,
            "lan2",
            Column.NOISE,
            "neighbour-discovery");

    private static boolean fits(String filter, MadeRow row) {
        return FlowExpression.of(filter).flows().fits(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "any; true; true",
                "``; true; true",
                "proto tcp; true; false",
                "PROTO TCP; true; false",
                "proto 58; false; true",
                "proto icmp6; false; true",
                "ipv4; true; false",
                "inet6; false; true",
                "ip 10.1.2.3; true; false",
                "host 192.168.0.9; true; false",
                "src ip 192.168.0.9; false; false",
                "dst host 192.168.0.9; true; false",
                "src or dst ip 192.168.0.9; true; false",
                "src and dst ip 192.168.0.9; false; false",
                "any ip 192.168.0.9; true; false",
                "ip FD00:0::1; false; true",
                "ip in [ 1.2.3.4, 10.1.2.3 fd00::1 ]; true; true",
                "src ip in [10.1.0.0/16]; true; false",
                "dst ip in [10.1.0.0/16]; false; false",
                "net 10.1/16; true; false",
                "net 10/8; true; false",
                "net 10.1.2.3 255.255.0.0; true; false",
                "src and dst net fd00::/32; false; true",
                "net fd00:0:0:1::/64; false; true",
                "net ::/0; false; true",
                "net 0.0.0.0/0; true; false",
                "port 80; true; false",
                "dst port 80; true; false",
                "src port = 80; false; false",
                "port > 39999; true; false",
                "port in [ 79 80,81 ]; true; false",
                "src and dst port > 79; true; false",
                "port < 65535; true; false",
                "not port 80; false; true",
                "flags S; true; false",
                "flags sa; true; false",
                "flags AS; true; false",
                "flags SF; false; false",
                "flags S and not flags FRPU; true; false",
                "not flags AF; false; true",
                "not not flags AF; false; false",
                "flags 18; true; false",
                "flags = 0x12; true; false",
                "flags > 18; false; false",
                "tos 16; true; false",
                "tos < 17; true; false",
                "packets > 1k; true; false",
                "packets >= 2k; true; false",
                "in packets 2000; true; false",
                "bytes > 2m; true; false",
                "bytes>2M&&bytes<4M; true; false",
                "bytes gt 104; true; false",
                "duration 2500; true; false",
                "duration > 2501; false; false",
                "duration 0; false; true",
                "bps 9600000; true; false",
                "pps eq 800; true; false",
                "pps 0; false; true",
                "bpp 1500; true; false",
                "icmp-type 128; false; true",
                "icmp-code 0; false; true",
                "mac 02:00:00:00:00:0A; true; false",
                "src mac 2:0:0:0:0:a; true; false",
                "in dst mac 02:00:00:00:00:0b; true; false",
                "vlan 7; false; true",
                "vlan 0; true; false",
                "node n1; true; false",
                "dst node n1; false; false",
                "node and; true; false",
                "node 'and'; true; false",
                "segment lan2; true; true",
                "not segment link1; false; true",
                "segment link; false; false",
                "probe n1.eth1; true; false",
                "run unmarked; true; false",
                "side before; true; false",
                "side after; false; false",
                "noise; false; true",
                "noise neighbour-discovery; false; true",
                "noise mdns; false; false",
                "not noise and proto tcp; true; false",
                "proto udp or proto tcp and port 80; true; false",
                "(proto udp or proto tcp) and port 81; false; false",
                "not proto udp and not proto tcp; false; true",
                "not (proto udp or proto tcp); false; true",
                "! proto tcp || packets 2000; true; true",
            })
    void aFilterFitsWhatItSays(String filter, boolean tcp, boolean ping) {
        assertThat(fits(filter == null ? "" : filter, TCP)).as(filter).isEqualTo(tcp);
        assertThat(fits(filter == null ? "" : filter, PING)).as(filter).isEqualTo(ping);
    }

    @Test
    void linesAndCommentsMayStandBetween() {
        assertThat(fits("proto tcp # no pings\n  and\tport 80 #", TCP)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "proto tcp port 80; 11; 'and', 'or' or the end, not 'port'",
                "proto; 6; protocol",
                "proto foo; 7; by name",
                "tcp; 1; write 'proto tcp'",
                "port 65536; 6; at most 65535",
                "port x; 6; expected a number for port, not 'x'",
                "port in [ 80; 13; a number for port, or ']'",
                "port in 80; 9; expected '['",
                "tos 256; 5; at most 255",
                "ip www.example.org; 4; names are not looked up",
                "ip 10.1; 4; an IP address",
                "net 10.1.2.3; 13; '/LENGTH' or a mask",
                "net 10.0/24; 10; at most 16",
                "net 10.0.0.0/33; 14; at most 32",
                "net 10.0.0.0 255.0.255.0; 14; no mask",
                "flags SZ; 7; TCP flags",
                "mac 02:00; 5; MAC address",
                "src proto tcp; 5; one of host ip mac net node port",
                "(proto tcp; 11; ')'",
                "proto tcp); 10; 'and', 'or' or the end",
                "and proto tcp; 1; one of",
                "proto tcp and; 14; one of",
                "router ip 10.0.0.1; 1; asks for what flow tables do not have",
                "out packets > 3; 1; asks for what flow tables do not have",
                "in port 3; 4; 'packets', 'bytes' or 'mac'",
                "node; 5; the name of a node, not the end",
                "node a+b; 7; written in quotes",
                "node 'a; 6; never closed",
                "side left; 6; 'before', 'after' or 'unshaped'",
                "bytes > 99999999999g; 9; at most",
                "proto tcp | port 80; 11; means nothing here",
            })
    void aMistakeIsToldWithItsPlace(String filter, int character, String words) {
        assertThatThrownBy(() -> FlowExpression.of(filter))
                .isInstanceOf(FilterException.class)
                .hasMessageStartingWith("--filter, character " + character + ": ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "! "})
    void endlessNestingEndsInWords(String piece) {
        assertThatThrownBy(() -> FlowExpression.of(piece.repeat(100_000) + "any"))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("within each other");
    }

    @Test
    void itTellsWhatItAsksOfARow() {
        assertThat(FlowExpression.of("proto tcp and (dst port 80 or node n1) and bps > 1k")
                        .columns())
                .containsExactlyInAnyOrder(
                        Column.PROTOCOL,
                        Column.SRC_PORT,
                        Column.DST_PORT,
                        Column.SRC_NODE,
                        Column.DST_NODE,
                        Column.FIRST,
                        Column.LAST,
                        Column.PACKETS,
                        Column.BYTES);
        assertThat(FlowExpression.of(" ").columns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "segment a, a",
        "proto tcp and segment a, a",
        "(segment a and proto tcp) or (segment a and proto udp), a",
        "segment a or segment b,",
        "segment a or proto tcp,",
        "not segment a,",
        "proto tcp,"
    })
    void itTellsToWhichSegmentItConfines(String filter, String segment) {
        assertThat(FlowExpression.of(filter).segment().orElse(null)).isEqualTo(segment);
    }
}

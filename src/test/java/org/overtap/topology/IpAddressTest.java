package org.overtap.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /** RFC 5952's own examples (sections 1, 2 and 4), RFC 4291's (2.2), and ends of the ranges. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0"
    })
    void everyFormHasOneCanonicalText(String text, String canonical) {
        assertThat(IpAddress.of(text)).hasToString(canonical);
        assertThat(IpAddress.of(canonical)).isEqualTo(IpAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.-1",
                "0x0a.0.0.1",
                "10.0.0.1/24",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0.1:80",
                "localhost",
                "::1/128",
                "fe80::1%eth0",
                "fe80::1%1",
                "[::1]",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "1:",
                ":1",
                "::1:",
                "1.2.3.4::",
                "::1.2.3",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:10.0.0.256",
                "::\u0661"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> IpAddress.of(text))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("no IP address");
    }

    @Test
    void anIpv4MappedAddressIsTheIpv4Address() {
        assertThat(IpAddress.of("::ffff:192.0.2.128"))
                .isEqualTo(IpAddress.of("192.0.2.128"))
                .isEqualTo(IpAddress.of("::FFFF:c000:280"))
                .isEqualTo(new IpAddress(IpFamily.V6, 0, 0xffff_c000_0280L))
                .hasToString("192.0.2.128");
        // Neither IPv4-compatible nor mapped: IPv6 they stay.
        assertThat(IpAddress.of("::192.0.2.128").family()).isEqualTo(IpFamily.V6);
        assertThat(IpAddress.of("1::ffff:192.0.2.128").family()).isEqualTo(IpFamily.V6);
    }

    /** The oracle is the JDK's reader of address literals; it does not write RFC 5952. */
    @Test
    void anyAddressIsReadAsTheJdkReadsIt() throws UnknownHostException {
        Random random = new Random(5952);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = random.nextInt(3) == 0 ? bytes[k] : 0;
            }
            InetAddress told = InetAddress.getByAddress(bytes);
            IpAddress read = IpAddress.of(told.getHostAddress());
            assertThat(bytes(read)).isEqualTo(told.getAddress());
            assertThat(InetAddress.getByName(read.toString())).isEqualTo(told);
        }
    }

    private static byte[] bytes(IpAddress address) {
        return address.family() == IpFamily.V4
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
    }

    @Test
    void addressesSortByFamilyAndNumber() {
        List<String> sorted = List.of(
                "0.0.0.0",
                "9.255.255.255",
                "10.0.0.2",
                "10.0.0.10",
                "200.0.0.1",
                "::",
                "::1",
                "::8000:0:0:0",
                "1::",
                "7fff::",
                "8000::",
                "fe80::1",
                "ffff::");
        assertThat(sorted.stream().map(IpAddress::of).sorted().map(IpAddress::toString))
                .containsExactlyElementsOf(sorted);
        List<String> reversed = Stream.iterate(sorted.size() - 1, i -> i >= 0, i -> i - 1)
                .map(sorted::get)
                .toList();
        assertThat(reversed.stream().map(IpAddress::of).sorted().map(IpAddress::toString))
                .containsExactlyElementsOf(sorted);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.0.1, true, false",
        "169.253.255.255, false, false",
        "fe80::, true, false",
        "febf:ffff::1, true, false",
        "fec0::1, false, false",
        "fe7f::1, false, false",
        "::1, false, true",
        "127.255.0.1, false, true",
        "128.0.0.1, false, false",
        "::2, false, false"
    })
    void addressesOfOneLinkOrOneHostAreKnown(String text, boolean linkLocal, boolean loopback) {
        assertThat(IpAddress.of(text).isLinkLocal()).isEqualTo(linkLocal);
        assertThat(IpAddress.of(text).isLoopback()).isEqualTo(loopback);
    }

    @Test
    void beforeAPortAnIpv6AddressStandsInBrackets() {
        assertThat(IpAddress.withPort("fd00::1", 9995)).isEqualTo("[fd00::1]:9995");
        assertThat(IpAddress.withPort("10.0.0.1", 9995)).isEqualTo("10.0.0.1:9995");
        assertThat(IpAddress.withPort("ops.example.org", 22)).isEqualTo("ops.example.org:22");
    }

    @Test
    void moreThan32BitsAreNoIpv4Address() {
        assertThatThrownBy(() -> new IpAddress(IpFamily.V4, 0, 1L << 32)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> new IpAddress(IpFamily.V4, 1, 1)).isInstanceOf(TopologyException.class);
    }
}

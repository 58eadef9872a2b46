package org.overtap.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.file.JsonDocument;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, 10.1.2.0/24",
        "10.1.2.7/24, 10.1.2.0/24",
        "10.1.2.7, 10.1.2.7/32",
        "10.255.2.7/9, 10.128.0.0/9",
        "255.255.255.255/0, 0.0.0.0/0",
        "2001:db8:ffff:ffff:ffff::1/33, 2001:db8:8000::/33",
        "fd00:1:2:3:4:5:6:7/64, fd00:1:2:3::/64",
        "fd00:1:2:3:ffff:5:6:7/65, fd00:1:2:3:8000::/65",
        "fd00::1, fd00::1/128",
        "fd00::1/0, ::/0",
        "::ffff:10.1.2.7/120, 10.1.2.0/24"
    })
    void aPrefixHasItsFirstAddressAsBase(String text, String canonical) {
        assertThat(IpPrefix.of(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "10.1.2.0/",
                "10.1.2.0/33",
                "10.1.2.0/-1",
                "10.1.2.0/024",
                "10.1.2.0/24/24",
                "10.1.2.0/255.255.255.0",
                "fd00::/129",
                "fe80::%eth0/64",
                "::ffff:0:0/90",
                "default"
            })
    void whatIsNoPrefixIsRefused(String text) {
        assertThat(IpPrefix.parse(text)).isEmpty();
        assertThat(InterfaceAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> IpPrefix.of(text)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> InterfaceAddress.of(text)).isInstanceOf(TopologyException.class);
    }

    /** The oracle shifts numbers of 32 or 128 bits. */
    @Test
    void aPrefixContainsWhatSharesItsFirstBits() throws UnknownHostException {
        Random random = new Random(4291);
        int inside = 0;
        for (int i = 0; i < 5000; i++) {
            int bits = random.nextBoolean() ? 32 : 128;
            BigInteger one = new BigInteger(bits, random).setBit(bits - 1);
            BigInteger other = one.flipBit(random.nextInt(bits));
            int length = random.nextInt(bits + 1);
            boolean shared = one.shiftRight(bits - length).equals(other.shiftRight(bits - length));
            inside += shared ? 1 : 0;
            assertThat(IpPrefix.of(text(one, bits) + "/" + length).contains(IpAddress.of(text(other, bits))))
                    .isEqualTo(shared);
        }
        assertThat(inside).isBetween(1500, 3500);
    }

    private static String text(BigInteger number, int bits) throws UnknownHostException {
        byte[] bytes = number.toByteArray();
        byte[] last = new byte[bits / 8];
        System.arraycopy(bytes, bytes.length - last.length, last, 0, last.length);
        return InetAddress.getByAddress(last).getHostAddress();
    }

    @Test
    void noPrefixContainsTheOtherFamily() {
        assertThat(IpPrefix.all(IpFamily.V6).contains(IpAddress.of("10.0.0.1"))).isFalse();
        assertThat(IpPrefix.all(IpFamily.V4).contains(IpAddress.of("::1"))).isFalse();
        assertThat(IpPrefix.all(IpFamily.V6)).hasToString("::/0");
    }

    @Test
    void anInterfacesAddressKeepsItsOwnBits() {
        InterfaceAddress address = InterfaceAddress.of("FD00:1::7/64");
        assertThat(address).hasToString("fd00:1::7/64");
        assertThat(address.prefix()).hasToString("fd00:1::/64");
        assertThat(InterfaceAddress.of("10.1.2.7")).hasToString("10.1.2.7");
        assertThat(InterfaceAddress.of("10.1.2.7").length()).isEqualTo(32);
    }

    @Test
    void aTopologyFileOfOneFamilyIsReadAndWrittenAsItWas() {
        String port = """
                {"name":"eth1","mac":"02:00:00:00:00:01","addresses":["10.1.1.2/24","10.1.1.3"]}""";
        assertThat(roundTrip(port)).isEqualTo(port);
    }

    @Test
    void aTopologyFileHoldsBothFamilies() {
        String port = """
                {"name":"eth1","mac":null,"addresses":["10.1.1.2/24","fd00::2/64"],"linkLocal":["fe80::1"]}""";
        assertThat(roundTrip(port)).isEqualTo(port);
        assertThat(read(port).address(IpFamily.V6)).contains(IpAddress.of("fd00::2"));
        assertThat(read(port).has(IpAddress.of("fe80::1"))).isTrue();
        assertThat(read(port).has(IpAddress.of("fe80::2"))).isFalse();
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertThatThrownBy(() -> read("{\"name\":\"eth1\",\"addresses\":[\"10.1.1.300/24\"]}"))
                .hasMessageContaining("10.1.1.300/24 is no IP address");
    }

    @Test
    void aMachinesFurtherAddressesAreWrittenWhereItHasSome() throws Exception {
        Machine one = new Machine("pc1", "", "", Optional.of("10.0.0.1"), Optional.empty());
        assertThat(JsonDocument.mapper().writeValueAsString(one)).doesNotContain("addresses");
        Machine two = JsonDocument.mapper()
                .readValue("{\"id\":\"pc1\",\"control\":\"ops\",\"addresses\":[\"fd00::1\"]}", Machine.class);
        assertThat(two.controlAddresses()).containsExactly(IpAddress.of("fd00::1"));
        assertThat(one.controlAddresses()).containsExactly(IpAddress.of("10.0.0.1"));
    }

    private static Interface read(String port) {
        String document = "{\"schema\":\"s\"," + port.substring(1);
        return JsonDocument.parse(document, "test", "s", Interface.class);
    }

    private static String roundTrip(String port) {
        return JsonDocument.mapper().valueToTree(read(port)).toString();
    }
}

package org.overtap.record.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** Addresses are replaced as Crypto-PAn does, and those that are everybody's stay. */
class AddressCipherTest {
    /** That of the sample in the distribution of Crypto-PAn. */
    private static final byte[] PUBLISHED = bytes(
            21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16, 216, 152, 143, 131, 121, 121, 101, 39,
            98, 87, 76, 45, 42, 132, 34, 2);

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static LongStream seeds() {
        return Seeds.upTo(400);
    }

    private static AddressCipher usual(IpFamily family, long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        boolean v4 = family == IpFamily.V4;
        return new AddressCipher(family, key, v4 ? KeptPrefix.V4 : KeptPrefix.V6);
    }

    /** From the sample trace of the distribution. */
    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "129.118.74.4, 134.136.186.123",
        "130.132.252.244, 133.68.164.234",
        "141.223.7.43, 141.167.8.160",
        "152.163.225.39, 151.140.114.167",
        "165.247.96.84, 162.9.99.234",
        "192.102.249.13, 252.138.62.131",
        "192.41.57.43, 252.222.221.184",
        "198.51.77.238, 249.18.186.254",
        "207.105.49.5, 241.118.205.138",
        "209.85.249.6, 226.170.70.6",
        "24.0.250.221, 100.15.198.226",
        "38.15.67.68, 64.3.66.187",
        "4.3.88.225, 124.60.155.63",
        "64.34.154.117, 0.221.154.117",
        "10.185.25.118, 117.161.29.118"
    })
    void withNothingKeptItIsThePublishedOne(String from, String to) {
        AddressCipher cipher = new AddressCipher(IpFamily.V4, PUBLISHED, List.of());
        assertThat(cipher.replace(IpAddress.of(from))).isEqualTo(IpAddress.of(to));
    }

    /** As other implementations have it for IPv6. */
    @ParameterizedTest
    @CsvSource({
        "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::2, 78ff:f001:9fc0:20df:8380:b1f1:704:ef",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c"
    })
    void soItIsForIpv6(String from, String to) {
        AddressCipher cipher = new AddressCipher(IpFamily.V6, PUBLISHED, List.of());
        assertThat(cipher.replace(IpAddress.of(from))).isEqualTo(IpAddress.of(to));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatSharesSoManyBitsStillDoesAndNoMore(long seed) throws Exception {
        Random random = new Random(seed);
        for (IpFamily family : IpFamily.values()) {
            AddressCipher cipher = usual(family, seed);
            for (int i = 0; i < 200; i++) {
                byte[] one = random(random, family);
                byte[] other = near(random, one);
                byte[] oneShown = bytes(cipher.replace(address(one)));
                byte[] otherShown = bytes(cipher.replace(address(other)));
                assertThat(common(oneShown, otherShown))
                        .as(address(one) + " and " + address(other))
                        .isEqualTo(common(one, other));
            }
        }
    }

    /** Half of them in or beside what is kept. */
    private static byte[] random(Random random, IpFamily family) throws Exception {
        List<String> odd = family == IpFamily.V4
                ? List.of("0.0.0.0", "127.0.0.1", "224.0.0.0", "224.0.0.251", "255.255.255.255", "10.0.0.0")
                : List.of("::1", "fe80::", "ff02::fb", "ff02::1:ff00:0", "ff02::1:2", "ff05::101", "fd00::", "ff3e::");
        byte[] any = new byte[family.bits() / 8];
        random.nextBytes(any);
        return random.nextBoolean()
                ? any
                : near(
                        random,
                        InetAddress.getByName(odd.get(random.nextInt(odd.size())))
                                .getAddress());
    }

    /** One that shares a random number of bits. */
    private static byte[] near(Random random, byte[] address) {
        byte[] other = address.clone();
        int bit = random.nextInt(other.length * 8);
        other[bit / 8] ^= (byte) (0x80 >> bit % 8);
        for (int later = bit + 1; later < other.length * 8; later++) {
            other[later / 8] ^= (byte) (random.nextBoolean() ? 0x80 >> later % 8 : 0);
        }
        return other;
    }

    private static IpAddress address(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        return bytes.length == 4
                ? new IpAddress(IpFamily.V4, 0, number.longValue())
                : new IpAddress(IpFamily.V6, number.shiftRight(64).longValue(), number.longValue());
    }

    private static byte[] bytes(IpAddress address) throws Exception {
        return InetAddress.getByName(address.toString()).getAddress();
    }

    private static int common(byte[] one, byte[] other) {
        int bit = 0;
        while (bit < one.length * 8 && ((one[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) == 0) {
            bit++;
        }
        return bit;
    }

    @Test
    void noTwoAreReplacedByTheSame() {
        AddressCipher cipher = usual(IpFamily.V4, 1);
        Set<IpAddress> shown = new HashSet<>();
        for (int i = 0; i < 1 << 17; i++) {
            shown.add(cipher.replace(new IpAddress(IpFamily.V4, 0, (10L << 24) + i)));
        }
        assertThat(shown).hasSize(1 << 17);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsEverybodysStaysAndNothingElseGetsThere(long seed) {
        AddressCipher v4 = usual(IpFamily.V4, seed);
        for (String same : List.of("0.0.0.0", "255.255.255.255", "224.0.0.5", "224.0.0.251")) {
            assertThat(v4.replace(IpAddress.of(same))).hasToString(same);
        }
        assertThat(v4.replace(IpAddress.of("127.0.0.1")).isLoopback()).isTrue();
        assertThat(v4.replace(IpAddress.of("239.1.2.3")).low() >>> 28).isEqualTo(14);
        assertThat(v4.replace(IpAddress.of("10.1.2.3")).low() >>> 28).isZero();
        AddressCipher v6 = usual(IpFamily.V6, seed);
        for (String same : List.of("::", "::1", "ff02::1", "ff02::16", "ff02::fb", "ff02::1:2", "ff05::101")) {
            assertThat(v6.replace(IpAddress.of(same))).hasToString(same);
        }
        assertThat(v6.replace(IpAddress.of("fe80::1234"))).matches(IpAddress::isLinkLocal);
        assertThat(v6.replace(IpAddress.of("fe80::1234")).toString()).startsWith("fe80::");
        assertThat(v6.replace(IpAddress.of("ff02::1:ff12:3456")).toString()).startsWith("ff02::1:ff");
        assertThat(v6.replace(IpAddress.of("ff3e::4321")).toString()).startsWith("ff3e:");
        assertThat(v6.replace(IpAddress.of("2001:db8::1")).isLinkLocal()).isFalse();
        assertThat(v6.replace(IpAddress.of("fd00::1")).high() >>> 57).isEqualTo(0x7e);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHostInASolicitedNodesAddressIsNotShown(long seed) {
        AddressCipher one = usual(IpFamily.V6, seed);
        AddressCipher other = usual(IpFamily.V6, seed + 1_000_000);
        IpAddress group = IpAddress.of("ff02::1:ff12:3456");
        assertThat(one.replace(group)).isNotEqualTo(other.replace(group));
    }

    @Test
    void anotherKeyGivesOthersAndTheFamiliesAreNoCopiesOfEachOther() {
        AnonymisationKey one = AnonymisationKey.of(PUBLISHED);
        AnonymisationKey other = AnonymisationKey.of("some other thirty-two bytes of it".getBytes());
        IpAddress v4 = IpAddress.of("141.233.145.108");
        IpAddress v6 = new IpAddress(IpFamily.V6, v4.low() << 32, 0);
        AddressCipher four = new AddressCipher(IpFamily.V4, one.forPurpose("ipv4"), List.of());
        AddressCipher six = new AddressCipher(IpFamily.V6, one.forPurpose("ipv6"), List.of());
        AddressCipher fourAgain = new AddressCipher(IpFamily.V4, other.forPurpose("ipv4"), List.of());

        assertThat(fourAgain.replace(v4)).isNotEqualTo(four.replace(v4));
        assertThat(six.replace(v6).high() >>> 32).isNotEqualTo(four.replace(v4).low());
    }
}

package org.overtap.lab.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueLocalTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.7, 255.255.255.0, fd00:a01:200::7/64",
        "10.1.2.200, 255.255.255.128, fd00:a01:280::48/64",
        "10.1.2.3, 255.255.0.0, fd00:a01:0::203/64",
        "10.1.2.3, 255.0.0.0, fd00:a00:0::1:203/64"
    })
    void anAddressTellsItsNetworkAndItsHost(String ip, String mask, String expected) {
        assertThat(UniqueLocal.of(ip, mask)).isEqualTo(expected);
    }

    @Test
    void aNetworkIsThatOfItsAddresses() {
        assertThat(UniqueLocal.network("10.1.2.0/24")).isEqualTo("fd00:a01:200::/64");
        assertThat(UniqueLocal.shared("10.1.2.7", "255.255.255.0", "10.1.2.9")).isTrue();
        assertThat(UniqueLocal.shared("10.1.2.7", "255.255.255.0", "10.1.3.9")).isFalse();
    }
}

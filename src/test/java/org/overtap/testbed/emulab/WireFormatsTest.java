package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.EmulabSettings;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.testbed.emulab.boss.ReplyStruct;
import org.overtap.testbed.emulab.discovery.DelayRow;
import org.overtap.testbed.emulab.discovery.MacAddress;
import org.overtap.testbed.emulab.discovery.Netmask;
import org.overtap.testbed.emulab.discovery.NodeInterfaces;
import org.overtap.topology.listing.LocalInterface;

/** The small formats in which Emulab and its nodes tell things. */
class WireFormatsTest {
    @ParameterizedTest
    @CsvSource({"255.255.255.0, 24", "255.255.252.0, 22", "255.255.255.255, 32", "0.0.0.0, 0", "128.0.0.0, 1"})
    void aNetmaskHasALength(String mask, int length) {
        assertThat(Netmask.prefix(mask)).contains(length);
    }

    @ParameterizedTest
    @CsvSource({"255.0.255.0", "24", "''", "255.255.255", "0.255.255.255"})
    void aSenselessNetmaskHasNone(String mask) throws TestbedException {
        assertThat(Netmask.prefix(mask)).isEmpty();
        assertThat(Netmask.cidr("n:0", "10.1.1.2", mask)).hasToString("10.1.1.2");
    }

    @Test
    void macAddressesHaveOneForm() throws TestbedException {
        assertThat(MacAddress.read("x", "001143E43BB1")).contains("00:11:43:e4:3b:b1");
        assertThat(MacAddress.read("x", "00:11:43:e4:3b:b1")).contains("00:11:43:e4:3b:b1");
        assertThat(MacAddress.read("x", "")).isEmpty();
        assertThat(MacAddress.read("x", "000000000000")).isEmpty();
        assertThatThrownBy(() -> MacAddress.read("field", "none")).hasMessage("field is no MAC address: none");
    }

    @Test
    void interfacesOfANamespaceLoseTheirPeersName() throws TestbedException {
        String text = "1: lo: <LOOPBACK> mtu 65536\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n"
                + "7: eth1@if8: <BROADCAST,UP> mtu 1500\\    link/ether 0a:1b:2c:3d:4e:5f brd ff:ff:ff:ff:ff:ff link-netnsid 0\n"
                + "9: tun0: <POINTOPOINT> mtu 1500\\    link/none \n";

        assertThat(NodeInterfaces.parse("n", text))
                .extracting(LocalInterface::name, LocalInterface::mac)
                .containsExactly(
                        tuple("eth1", Optional.of("0a:1b:2c:3d:4e:5f")),
                        tuple("lo", Optional.empty()),
                        tuple("tun0", Optional.empty()));
    }

    @Test
    void theOldIfconfigOfLinuxIsReadToo() throws TestbedException {
        String text = "eth2      Link encap:Ethernet  HWaddr 00:11:43:E4:3B:B1  \n"
                + "          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n\n"
                + "lo        Link encap:Local Loopback  \n";

        assertThat(NodeInterfaces.parse("n", text))
                .extracting(LocalInterface::name, LocalInterface::mac)
                .containsExactly(tuple("eth2", Optional.of("00:11:43:e4:3b:b1")), tuple("lo", Optional.empty()));
    }

    @Test
    void everyFormOfDelayMappingIsRead() throws TestbedException {
        List<DelayRow> rows = DelayRow.parse(
                "n",
                "wan duplex client server em2 em3 110 120\n\nlan-0 duplex a a eth1 ifb0 110 120\nl simplex a eth1 130\n");

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).lanMember()).isFalse();
        assertThat(rows.get(1).lanMember()).isTrue();
        assertThat(rows.get(2).duplex()).isFalse();
        assertThat(rows.get(2).source()).isEqualTo("n:/var/emulab/boot/delay_mapping:4");
    }

    @Test
    void bossAddressesMayLeaveOutThePort() {
        assertThat(EmulabSettings.of("boss.emulab.net", null, null).boss()).isEqualTo("boss.emulab.net:3069");
        assertThat(EmulabSettings.of("10.0.0.1:9000", null, null).boss()).isEqualTo("10.0.0.1:9000");
    }

    @ParameterizedTest
    @CsvSource({"p", "p/e/x", "p/", "/e", "p/e e", "p/$(id)"})
    void aSenselessExperimentIsRefused(String text) {
        assertThatThrownBy(() -> ExperimentName.parse(text)).hasMessageContaining("write it as project/experiment");
    }

    @Test
    void flagsComeInManyForms() throws TestbedException {
        ReplyStruct fields = ReplyStruct.of(
                "t", Map.of("a", 1, "b", "1", "c", true, "d", "yes", "e", "", "f", 0, "g", "0", "h", false, "i", 1.0));

        for (String on : List.of("a", "b", "c", "d", "i")) {
            assertThat(fields.flag(on)).as(on).isTrue();
        }
        for (String off : List.of("e", "f", "g", "h", "missing")) {
            assertThat(fields.flag(off)).as(off).isFalse();
        }
    }

    @Test
    void noSecretIsPrinted() {
        EmulabSettings settings = EmulabSettings.of("b", null, null).withPassphrase("hush");

        assertThat(settings.toString()).doesNotContain("hush");
    }
}

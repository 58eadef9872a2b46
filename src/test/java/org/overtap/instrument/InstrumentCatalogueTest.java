package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstrumentCatalogueTest {
    @TempDir
    Path folder;

    @Test
    void theBuiltInProbeKeepsAllThatACanaryNeeds() {
        Instrument pmacctd = InstrumentCatalogue.builtIn().get("pmacctd", Instrument.Kind.PROBE);
        assertThat(pmacctd.canary()).contains("addresses", "tos", "packets", "bytes");
        assertThat(pmacctd.config().orElseThrow().lines()).anyMatch(l -> l.contains("src_mac, dst_mac"));
        assertThat(pmacctd.config().orElseThrow().lines()).noneMatch(l -> l.contains("plugin_buffer_size"));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().get("pmacd", Instrument.Kind.PROBE))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("pmacctd");
    }

    @Test
    void aCollectorIsNoProbe() {
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().get("nfcapd", Instrument.Kind.PROBE))
                .isInstanceOf(InstrumentException.class);
    }

    @Test
    void theUsersOwnDescriptorIsAdded() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "name: mine\nkind: probe\nprogram: mine\nstart: ['{program}', '-i', '{interface}']\n"
                        + "stop: {signal: TERM, seconds: 2}\n");
        Instrument mine = InstrumentCatalogue.builtIn().with(file).get("mine", Instrument.Kind.PROBE);
        assertThat(mine.argv(Map.of("program", "mine", "interface", "eth1; rm -rf /")))
                .containsExactly("mine", "-i", "eth1; rm -rf /");
    }

    @Test
    void aDescriptorWithoutAStopIsRefusedWithItsFile() throws Exception {
        Path file =
                Files.writeString(folder.resolve("bad.yaml"), "name: bad\nkind: probe\nprogram: bad\nstart: [bad]\n");
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().with(file))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("stopped");
    }

    @Test
    void noValueMayBringALineOfItsOwnIntoAConfiguration() {
        Instrument.ConfigFile file = new Instrument.ConfigFile("c", java.util.List.of("pcap_interface: {interface}"));
        assertThatThrownBy(() -> file.render(Map.of("interface", "eth1\nplugins: print")))
                .isInstanceOf(InstrumentException.class);
    }

    @Test
    void aPlaceWithoutValueIsAnError() {
        Instrument.ConfigFile file = new Instrument.ConfigFile("c", java.util.List.of("x: {nothing}"));
        assertThatThrownBy(() -> file.render(Map.of("a", "b"))).hasMessageContaining("{nothing}");
    }
}

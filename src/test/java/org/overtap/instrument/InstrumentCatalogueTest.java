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
        assertThat(pmacctd.preserves())
                .contains(
                        PacketField.ADDRESSES,
                        PacketField.PORTS,
                        PacketField.PROTOCOL,
                        PacketField.PACKETS,
                        PacketField.BYTES);
        Runs.Process process = process(pmacctd);
        assertThat(process.config().orElseThrow().lines()).anyMatch(l -> l.contains("src_mac, dst_mac"));
        assertThat(process.config().orElseThrow().lines()).noneMatch(l -> l.contains("plugin_buffer_size"));
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
        Runs filled = mine.runs().filled(Map.of("program", "mine", "interface", "eth1; rm -rf /"));
        assertThat(((Runs.Process) filled).argv()).containsExactly("mine", "-i", "eth1; rm -rf /");
    }

    @Test
    void aDescriptorThatIsMissingOrNoTextIsCalledThat() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().with(missing))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("missing.yaml: no such file");

        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().with(binary))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("cannot be read as text");
    }

    @Test
    void aDescriptorWithoutAStopIsRefusedWithItsFile() throws Exception {
        Path file =
                Files.writeString(folder.resolve("bad.yaml"), "name: bad\nkind: probe\nprogram: bad\nstart: [bad]\n");
        assertThatThrownBy(() -> InstrumentCatalogue.builtIn().with(file))
                .isInstanceOf(InstrumentException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("needs stop");
    }

    @Test
    void noValueMayBringALineOfItsOwnIntoAConfiguration() {
        Runs.ConfigFile file = new Runs.ConfigFile("c", java.util.List.of("pcap_interface: {interface}"));
        assertThatThrownBy(() -> file.filled(Map.of("interface", "eth1\nplugins: print")))
                .isInstanceOf(InstrumentException.class);
    }

    @Test
    void aPlaceWithoutValueIsAnError() {
        Runs.ConfigFile file = new Runs.ConfigFile("c", java.util.List.of("x: {nothing}"));
        assertThatThrownBy(() -> file.filled(Map.of("a", "b"))).hasMessageContaining("{nothing}");
    }

    private static Runs.Process process(Instrument instrument) {
        return (Runs.Process) instrument.runs();
    }
}

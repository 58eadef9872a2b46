package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is told with its place, in words; what earlier versions wrote is understood. */
class DescriptorReaderTest {
    private static final String SOUND = """
            name: mine
            kind: probe
            program: mine
            formats:
              - {name: v9, header: 24, record: 69, records: 20, values: {version: 9}}
            families: [ipv4]
            runs:
              process:
                argv: ["{program}", "-v", "{version}"]
                config:
                  file: mine.conf
                  lines:
                    - "interface {interface}"
                ready: {log: ready}
                stop: {signal: TERM, seconds: 2}
            health:
              received: {signal: USR1, find: "in=(\\\\d+)"}
              exported: {command: [counters, "{interface}"], find: "out=(\\\\d+)"}
            preserves: [addresses]
            capacity: 10
            """;

    /** What a line becomes, and where and how that is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "capacity: 10 # capacty: 10 # 20:1: an instrument has no key \"capacty\"; known are",
                "capacity: 10 # capacity: ten # 20:11: capacity is a whole number, not \"ten\"",
                "capacity: 10 # capacity: [10] # 20:11: capacity is a text or a number, not a list",
                "capacity: 10 # capacity: # 20:10: capacity is a text or a number, not nothing",
                "capacity: 10 # kind: probe # 20:1: \"kind\" is there twice",
                "families: [ipv4] # families: ipv4 # 6:11: families is a list, like [one, two], not \"ipv4\"",
                "families: [ipv4] # families: [ipv5] # 6:1: no address family is called ipv5",
                "preserves: [addresses] # preserves: [adresses] # 19:1: no field of a packet is called adresses",
                "kind: probe # kind: prober # 2:1: kind is one of collector, mirror, probe, not prober",
                "name: mine # name: My Probe # 1:1: a name consists of small letters",
                "program: mine # faults: [none] # 1:1: an instrument needs program",
                "`-v\", \"{version}` # `-v\", \"{verson}` # 9:31: nothing fills {verson}; places are",
                "interface {interface} # interface {iface} # 13:11: nothing fills {iface}",
                "ready: {log: ready} # ready: {says: ready} # 14:13: runs.process.ready has no key",
                "stop: {signal: TERM, seconds: 2} # stop: {signal: STOP} # 15:12: a signal is one of HUP, INT",
                "stop: {signal: TERM, seconds: 2} # # 9:5: runs.process needs stop",
                "`in=(\\\\d+)` # `in=(\\\\d+` # 17:28: \"in=(\\d+\" is no pattern: Unclosed group",
                "`in=(\\\\d+)` # `in=\\\\d+` # 17:28: find needs a group for the number",
                "records: 20 # records: 0 # 5:40: a full packet has at least one record",
                "capacity: 10 # merges: [colour] # 20:1: packets that differ in colour are not told of; known are macs",
                "capacity: 10 # arrival: {log: x} # 20:11: arrival has no key \"log\"",
                "ready: {log: ready} # rights: root # 14:5: rights are user, or a list of capabilities, not root",
                "ready: {log: ready} # rights: [cap_net_raw] # 14:5: a capability is written like net_raw",
                "ready: {log: ready} # exporters: {argv: ['{port}']} # 14:24: nothing fills {port}; places are {exporter}",
                "families: [ipv4] # `families: [ipv4` # 7:5: this is no YAML: expected ',' or ']'",
            })
    void aMistakeIsToldWithItsPlace(String line, String wrong, String told) {
        assertThat(SOUND).contains(line);
        String text = SOUND.replace(line, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> DescriptorReader.read(text, "mine.yaml"))
                .isInstanceOf(InstrumentException.class)
                .hasMessageStartingWith("mine.yaml:" + told)
                .message()
                .doesNotContainPattern("[a-z]\\.[A-Z]|Exception|class |java|jackson|snakeyaml");
    }

    @Test
    void aSoundDescriptorIsRead() {
        Instrument mine = DescriptorReader.read(SOUND, "mine.yaml");
        assertThat(mine.formats()).containsExactly(new WireFormat("v9", 24, 69, 20, List.of(), Map.of("version", "9")));
        assertThat(mine.health().read("in=3 in=5", List.of("out=7")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Counter.RECEIVED, 5L, Counter.EXPORTED, 7L));
        assertThat(mine.health().read("nothing", List.of()))
                .as("what is not told is unknown")
                .isEmpty();
    }

    @Test
    void whatAProcessMayDoAndWhomItHearsIsRead() {
        String text = SOUND.replace(
                        "ready: {log: ready}",
                        "rights: [net_raw, net_admin]\n"
                                + "    exporters: {argv: [-n, '{exporter},{from}'], folders: ['out/{exporter}']}")
                .replace("capacity: 10", "arrival: {reset: 4}\nmerges: [tos, icmp]");
        Instrument mine = DescriptorReader.read(text, "mine.yaml");
        Runs.Process process = (Runs.Process) mine.runs();
        assertThat(process.rights().orElseThrow().word()).isEqualTo("net_raw,net_admin");
        Runs.Process hearing = process.hearing(
                List.of(Map.of("exporter", "a", "from", "10.0.0.1"), Map.of("exporter", "b", "from", "fd00::1")));
        assertThat(hearing.argv()).endsWith("-n", "a,10.0.0.1", "-n", "b,fd00::1");
        assertThat(hearing.folders()).containsExactly("out/a", "out/b");
        assertThat(mine.arrival().orElseThrow().reset()).contains(4);
        assertThat(mine.merges()).containsExactly(Merged.TOS, Merged.ICMP);
    }

    /** A second is taken where neither is told. */
    @ParameterizedTest
    @CsvSource({"{late: 60}, , 60", "'{late: 60, reset: 2}', 2, 60", "{}, 1, "})
    void whenWhatAProbeSawArrivesIsRead(String told, Integer reset, Integer late) {
        Arrival mine = DescriptorReader.read(SOUND.replace("capacity: 10", "arrival: " + told), "mine.yaml")
                .arrival()
                .orElseThrow();
        assertThat(mine.reset()).isEqualTo(Optional.ofNullable(reset));
        assertThat(mine.late()).isEqualTo(Optional.ofNullable(late));
    }

    @Test
    void aPatternInFoldersBeginsWhereTheFirstSpecialNameDoes() {
        Output nested = new Output("flows/*/nfcapd.2*", "nfdump", List.of());
        assertThat(nested.folder() + " " + nested.pattern()).isEqualTo("flows */nfcapd.2*");
        Output flat = new Output("out/day/x-[0-9].txt", "lines", List.of());
        assertThat(flat.folder() + " " + flat.pattern()).isEqualTo("out/day x-[0-9].txt");
        Output one = new Output("out/all.txt", "lines", List.of());
        assertThat(one.folder() + " " + one.pattern()).isEqualTo("out all.txt");
    }

    @Test
    void whatAnEarlierVersionWroteIsUnderstood() {
        String earlier = """
                name: former
                kind: collector
                formats: [v5, v9]
                packages: {apt: [nfdump]}
                program: nfcapd
                config: {file: a.conf, lines: ["port {port}"]}
                start: ["{program}", "-t", "{rotate}"]
                folders: [flows]
                ready: "Startup"
                stop: {signal: TERM, seconds: 8}
                health: {signal: USR1, received: "r=(\\\\d+)", dropped: "d=(\\\\d+)"}
                canary: [addresses, tos, packets, bytes]
                files: "flows/nfcapd.2*"
                reader: nfdump
                recordBytes: 69
                recordsPerDatagram: 20
                capacity: 40000
                cpuPer100kpps: 0.25
                faults: [none]
                """;
        Instrument former = DescriptorReader.read(earlier, "former.yaml");
        assertThat(former.formats())
                .extracting(WireFormat::name, WireFormat::headerBytes, WireFormat::recordBytes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("v5", 24, 69),
                        org.assertj.core.groups.Tuple.tuple("v9", 24, 69));
        assertThat(former.output()).contains(new Output("flows/nfcapd.2*", "nfdump", List.of()));
        assertThat(former.needs().programs()).containsExactly("nfcapd", "nfdump");
        assertThat(former.preserves()).hasSize(4);
        assertThat(former.runs())
                .isEqualTo(new Runs.Process(
                        List.of("{program}", "-t", "{rotate}"),
                        Optional.of(new Runs.ConfigFile("a.conf", List.of("port {port}"))),
                        List.of("flows"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Ready(Ready.By.LOG, "Startup", 10),
                        new Runs.Stop("TERM", 8)));
        assertThat(former.health().read("r=1 d=2", List.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Counter.RECEIVED, 1L, Counter.DROPPED_BY_KERNEL, 2L));
    }

    @Test
    void theLongestNameOfASystemSaysWhichPackagesItNeeds() {
        Needs needs = new Needs(
                List.of("nfcapd"),
                List.of(),
                Map.of("apt", List.of("a"), "apt/ubuntu", List.of("b"), "apt/ubuntu-22.04", List.of("c")));
        assertThat(needs.packages("apt", "debian", "12")).containsExactly("a");
        assertThat(needs.packages("apt", "ubuntu", "24.04")).containsExactly("b");
        assertThat(needs.packages("apt", "ubuntu", "22.04")).containsExactly("c");
        assertThat(needs.packages("dnf", "fedora", "40")).isEmpty();
    }

    @Test
    void whatAShellWouldFillIsNoPlace() {
        assertThat(Template.fill("for f in ${files}; do echo {port}; done", Map.of("port", "9")))
                .isEqualTo("for f in ${files}; do echo 9; done");
        assertThat(Template.stranger("${files} {port}", java.util.Set.of("port")))
                .isEmpty();
    }
}

package org.overtap.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;

/** What is done to an exporter's row that several bridges of Open vSwitch refer to, by a database that is made up. */
class SharedExporterTest {
    /** Bridges s1 and s2, and their row, which tells of every packet; whatever would change something is written down. */
    private static final String DATABASE = """
            #!/bin/sh
            here=$(dirname "$0")
            case "$*" in
                *" get Bridge "*) echo row ;;
                *" get "*" external_ids:overtap") cat "$here/mark" ;;
                *" get "*" targets") cat "$here/targets" ;;
                *" get "*) for last; do :; done; grep -F "$last=" "$here/wanted" | head -n 1 | cut -d = -f 2- ;;
                *"--columns=name find Bridge "*) cat "$here/bridges" ;;
                *"--columns=_uuid find Bridge "*) cat "$here/bridges" ;;
                *" find "*) ;;
                *) echo "$*" >>"$here/changes" ;;
            esac
            """;

    private static final Map<String, String> VALUES = Map.of(
            "interface",
            "s1",
            "receiver",
            "127.64.0.1:9995",
            "deployment",
            "abc",
            "engine",
            "1",
            "idle",
            "15",
            "active",
            "60");

    @TempDir
    Path folder;

    private CommandResult run(List<String> words) throws Exception {
        Path program = folder.resolve("ovs-vsctl");
        Files.writeString(program, DATABASE);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Every exporter tells what is asked.
        Files.write(folder.resolve("wanted"), words);
        List<String> all = new ArrayList<>(List.of("env", "PATH=" + folder + ":" + System.getenv("PATH")));
        all.addAll(words);
        return new LocalShell("here").run(Command.of(all.toArray(String[]::new)));
    }

    private Runs.Setting setting(String instrument) {
        return InstrumentCatalogue.builtIn()
                .get(instrument, Instrument.Kind.PROBE)
                .runs()
                .filled(VALUES)
                .either(process -> null, setting -> setting);
    }

    private List<String> changes() throws Exception {
        Path changes = folder.resolve("changes");
        return Files.exists(changes) ? Files.readAllLines(changes) : List.of();
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openvswitch-sflow", "openvswitch-netflow", "openvswitch-ipfix"})
    void noTargetIsAddedToARowThatAnotherBridgeHasToo(String instrument) throws Exception {
        write("bridges", "s1\n\ns2\n\n");
        CommandResult refused = run(setting(instrument).set().get(0));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("exporter of s1 is that of s2 too").contains("--probe");
        assertThat(changes()).isEmpty();

        write("bridges", "s1\n");
        CommandResult added = run(setting(instrument).set().get(0));
        assertThat(added.err()).isEmpty();
        assertThat(changes()).singleElement().asString().endsWith("row targets \"127.64.0.1:9995\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openvswitch-sflow", "openvswitch-netflow", "openvswitch-ipfix"})
    void aRowOfOursIsTakenFromEveryBridgeThatItWasGivenTo(String instrument) throws Exception {
        write("bridges", "s1\n\ns2\n");
        write("mark", "abc\n");
        write("targets", "[\"127.64.0.1:9995\"]\n");
        assertThat(run(setting(instrument).unset().get(0)).err()).isEmpty();
        assertThat(changes()).hasSize(2).allMatch(line -> line.contains("clear Bridge s"));
    }
}

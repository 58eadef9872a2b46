package org.overtap.deploy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.NodeShells;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.shell.LocalShell;
import org.overtap.shell.ShellException;

/** Asks this machine for programs, one that it has and one that nobody has. */
@EnabledOnOs(OS.LINUX)
class NodeProgramsTest {
    private static final String PROBE = """
            {name: %1$s, kind: probe, program: %2$s, tried: [linux], packages: {apt: [some-package]},
             formats: [{name: v9, header: 24, record: 69, records: 20}],
             runs: {process: {argv: ['{program}'], stop: {signal: TERM, seconds: 1}}}}
            """;

    @TempDir
    Path folder;

    private Path probe(String name, String program) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), PROBE.formatted(name, program));
    }

    @Test
    void eachNodeIsAskedOnceAndWhoDoesNotAnswerIsNotJudged() throws Exception {
        InstrumentCatalogue all =
                InstrumentCatalogue.of(List.of()).with(probe("there", "sh")).with(probe("lacking", "no-such-program"));
        int[] asked = {0};
        NodeShells shells = node -> {
            if (node.equals("gone")) {
                throw new ShellException(node, "no route");
            }
            asked[0]++;
            return new LocalShell(node);
        };
        NodePrograms told = NodePrograms.ask(List.of("here", "gone"), all, shells);
        Instrument there = all.get("there", Instrument.Kind.PROBE);
        Instrument lacking = all.get("lacking", Instrument.Kind.PROBE);
        assertThat(asked[0]).isEqualTo(1);
        assertThat(told.against("here", there)).isEmpty();
        assertThat(told.against("here", lacking).orElseThrow()).startsWith("no-such-program is not installed");
        assertThat(told.against("gone", lacking)).isEqualTo(Optional.empty());
    }
}

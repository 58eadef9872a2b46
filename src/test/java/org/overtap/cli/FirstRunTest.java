package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.LocalPrograms;

/** {@code overtap} alone, in a terminal and not in one. */
class FirstRunTest {
    @TempDir
    Path folder;

    /** A terminal is what util-linux's script makes. */
    @Test
    void inATerminalItOffersWhatCanBeDoneInFiveLinesAtMost() throws Exception {
        Assumptions.assumeTrue(LocalPrograms.has("script"), "no program script (Debian: bsdutils) makes a terminal");
        OwnProcess.Ended ended = OwnProcess.run(
                folder,
                "-Xshare:auto",
                "cat > '" + folder + "/run' <<'END'\novertap \nEND\nscript -qec \"sh '" + folder
                        + "/run'\" /dev/null </dev/null");
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out().lines())
                .hasSizeBetween(3, 5)
                .allMatch(line -> line.matches("\\S.* # \\S.*"))
                .anyMatch(line -> line.contains(" plan sample-topologies/three-node-lan "))
                .anyMatch(line -> line.contains(" --help "));
    }

    @Test
    void elsewhereItPrintsTheHelp() throws Exception {
        OwnProcess.Ended ended = OwnProcess.run(folder, "-Xshare:auto", "overtap | cat");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: overtap ").contains("  plan ", "Exit codes: ");
    }
}

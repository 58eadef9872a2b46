package org.overtap.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two labs of one computer and the host keys of its machines. */
@EnabledOnOs(OS.LINUX)
class MachineKeysTest {
    @TempDir
    static Path labs;

    private static NodeHostKeys one;
    private static NodeHostKeys other;

    @BeforeAll
    static void twoLabsUseMachines() throws Exception {
        one = new NodeHostKeys(new LabFolder(labs.resolve("one")), labs);
        other = new NodeHostKeys(new LabFolder(labs.resolve("other")), labs);
        one.makeNamed("pc1");
        other.makeNamed("pc2");
        other.makeNamed("pc1");
    }

    private static String key(NodeHostKeys lab, String machine, String file) throws Exception {
        Path shown = Files.createTempDirectory(labs.resolve("one"), "shown");
        lab.install(machine, shown);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(shown.resolve(file.replace(".pub", "")))))
                .isEqualTo("rw-------");
        return Files.readString(shown.resolve(file));
    }

    @Test
    void aMachineHasItsKeysInWhicheverLabItIsAndNoOtherHasThem() throws Exception {
        for (String type : new String[] {"rsa", "ed25519"}) {
            String file = "ssh_host_" + type + "_key.pub";
            assertThat(key(one, "pc1", file)).isEqualTo(key(other, "pc1", file)).startsWith("ssh-" + type + " ");
            assertThat(key(other, "pc2", file)).isNotEqualTo(key(other, "pc1", file));
        }
    }

    @Test
    void whatALabHasItKeepsThoughNobodyElseHasItAnyMore(@TempDir Path elsewhere) throws Exception {
        NodeHostKeys lab = new NodeHostKeys(new LabFolder(labs.resolve("one")), elsewhere);
        String before = key(one, "pc1", "ssh_host_rsa_key.pub");
        lab.makeNamed("pc1");
        assertThat(key(lab, "pc1", "ssh_host_rsa_key.pub")).isEqualTo(before);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void theLastLabTakesThemAway(@TempDir Path root) throws Exception {
        NodeHostKeys lab = new NodeHostKeys(new LabFolder(root.resolve("lab")), root);
        lab.makeNamed("pc1");
        NodeHostKeys.tidy(root);
        assertThat(root.resolve(".hostkeys")).isNotEmptyDirectory();
        HostCommand.run("rm", "-r", root.resolve("lab").toString());
        NodeHostKeys.tidy(root);
        assertThat(root).isEmptyDirectory();
    }
}

package org.overtap.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {
    @TempDir
    Path folder;

    private SshHost host(String text, String name) throws Exception {
        return SshConfig.read(Files.writeString(folder.resolve("config"), text)).host(name);
    }

    @Test
    void theFirstValueWins() throws Exception {
        SshHost host = host("Host pc*\n User alice\nHost *\n User bob\n Port 2222\n", "pc101");

        assertThat(host.apply(SshTarget.of("n", "pc101"), "")).isEqualTo(new SshTarget("n", "pc101", 2222, "alice"));
    }

    @Test
    void aNegatedPatternExcludes() throws Exception {
        String text = "Host * !ops.*\n ProxyJump ops.emulab.example\n";

        assertThat(host(text, "pc1.emulab.example").proxyJump()).contains("ops.emulab.example");
        assertThat(host(text, "ops.emulab.example").proxyJump()).isEmpty();
    }

    @Test
    void whatIsAskedForExplicitlyWinsOverTheFile() throws Exception {
        SshHost host = host("User = alice\nPort=2222\nHostName \"10.0.0.%h\"\n", "7");

        assertThat(host.apply(new SshTarget("n", "7", 23, "carol"), "dave"))
                .isEqualTo(new SshTarget("n", "10.0.0.7", 23, "carol"));
        assertThat(host.apply(SshTarget.of("n", "7"), "dave").user()).isEqualTo("dave");
    }

    @Test
    void includesAreReadInPlace() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("conf.d"));
        Files.writeString(inner.resolve("a.conf"), "User inner\n");
        Files.writeString(inner.resolve("b.txt"), "Port 1\n");

        SshHost host = host("# a comment\nInclude conf.d/*.conf\nUser outer\n", "x");

        assertThat(host.options()).containsEntry("user", "inner").doesNotContainKey("port");
    }

    @Test
    void aFileThatIncludesItselfIsRefused() throws IOException {
        assertThatThrownBy(() -> host("Include config\n", "x")).hasMessageContaining("round in circles");
    }

    @Test
    void keysAreCollectedAndMatchBlocksAreLeftOut() throws Exception {
        SshHost host = host(
                "IdentityFile /k/%h\nMatch user root\n IdentityFile /k/no\nMatch all\n IdentityFile /k/last\n", "h1");

        assertThat(host.identityFiles()).containsExactly(Path.of("/k/h1"), Path.of("/k/last"));
    }

    @Test
    void aProxyCommandIsRefusedWithARemedy() throws Exception {
        SshHost host = host("ProxyCommand nc %h %p\n", "h1");

        assertThatThrownBy(() -> host.requireNoProxyCommand(SshTarget.of("n1", "h1")))
                .hasMessageContaining("n1 (h1) by a ProxyCommand")
                .hasMessageContaining("use ProxyJump");
    }

    @Test
    void aMissingFileSaysNothing() throws Exception {
        assertThat(SshConfig.read(folder.resolve("none")).host("x").options()).isEmpty();
    }

    @Test
    void jumpHostsAreReadAsOpenSshWritesThem() throws Exception {
        assertThat(JumpHost.parse("bob@ops.example:2222", "n"))
                .isEqualTo(new SshTarget("ops.example", "ops.example", 2222, "bob"));
        assertThat(JumpHost.parse("[fe80::1]:22", "n").host()).isEqualTo("fe80::1");
        assertThatThrownBy(() -> JumpHost.parse("bob@", "n1")).hasMessageContaining("write it as user@host:port");
        assertThatThrownBy(() -> JumpHost.parse("h:99999", "n1")).hasMessageContaining("there is no port 99999");
    }
}

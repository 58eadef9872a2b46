package org.overtap.testbed.emulab.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.Shells;
import org.overtap.shell.ssh.SshTarget;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.Fixtures;
import org.overtap.testbed.emulab.Replies;
import org.overtap.testbed.emulab.XmlRpcBody;
import org.overtap.testbed.emulab.boss.BossClient;

class NodeAccessTest {
    private static final SshTarget NODE = SshTarget.of("client", "155.98.36.101");
    private static final String RSA = "AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==";

    @TempDir
    Path folder;

    private static final class NoShells implements Shells {
        @Override
        public Shell shell(SshTarget target) {
            return new LocalShell(target.node());
        }

        @Override
        public void disconnect() {}

        @Override
        public void close() {}
    }

    private void login(FakeBoss boss, HostKeys keys, int times) throws TestbedException, ShellException {
        NodeAccess access = new NodeAccess(new BossClient(boss.settings()), new NoShells(), keys);
        for (int i = 0; i < times; i++) {
            access.shell("client", "pc101", Optional.of(NODE.host()));
        }
    }

    @Test
    void theBossesKeyIsPinnedBeforeTheFirstLoginAndAskedForOnce() throws Exception {
        HostKeys keys = new HostKeys(folder.resolve("known_hosts"));
        String row = "<struct><member><name>sshrsa_v2</name><value><string>ssh-rsa " + RSA
                + " root@pc101</string></value></member></struct>";
        try (FakeBoss boss = FakeBoss.saying(Replies.success(row))) {
            login(boss, keys, 3);

            assertThat(boss.requests()).hasSize(1);
            assertThat(XmlRpcBody.read(boss.requests().get(0)))
                    .containsExactly("node.hostkeys", "double:0.1", Map.of("node", "string:pc101"));
            assertThat(keys.pin(NODE, List.of("ssh-rsa " + RSA))).isFalse();
            assertThat(keys.pin(NODE, List.of())).isTrue();
        }
    }

    @Test
    void aBossThatMayNotTellOrDoesNotKnowTheMethodLeavesItToFirstContact() throws Exception {
        HostKeys keys = new HostKeys(folder.resolve("known_hosts"));
        String unknown = Fixtures.text("wire/fault.response.xml");
        for (String answer : List.of(Replies.coded(3, "x", "no permission"), unknown)) {
            try (FakeBoss boss = FakeBoss.saying(answer)) {
                login(boss, keys, 1);
                assertThat(keys.pin(NODE, List.of())).isFalse();
            }
        }
    }

    @Test
    void aKeyThatCannotBeReadStopsTheLogin() throws Exception {
        HostKeys keys = new HostKeys(folder.resolve("known_hosts"));
        String row =
                "<struct><member><name>sshrsa_v2</name><value><string>1024 35 99</string></value></member></struct>";
        try (FakeBoss boss = FakeBoss.saying(Replies.success(row))) {
            assertThatThrownBy(() -> login(boss, keys, 1))
                    .hasMessageContaining("cannot learn the host key of client (155.98.36.101)");
        }
    }

    @Test
    void aNodeWithoutAControlAddressIsNamed() throws Exception {
        try (FakeBoss boss = FakeBoss.saying("")) {
            NodeAccess access = new NodeAccess(new BossClient(boss.settings()), new NoShells(), null);

            assertThatThrownBy(() -> access.shell("client", "pc101", Optional.empty()))
                    .hasMessageContaining("no control address for node client (pc101)");
        }
    }
}

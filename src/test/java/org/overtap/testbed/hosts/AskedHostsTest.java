package org.overtap.testbed.hosts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.testbed.hosts.inventory.HostWord;

class AskedHostsTest {
    @Test
    void allThatAreDeadAreNamedAtOnce() {
        HostShells dead = new HostShells() {
            @Override
            public Shell on(HostEntry host) throws ShellException {
                throw new ShellException(host.name(), "host " + host.name() + " does not answer");
            }

            @Override
            public void close() {}
        };
        AskedHosts hosts =
                new AskedHosts(HostWord.list("h[1:8].example,x.example").hosts(), dead);
        assertThatThrownBy(hosts::facts)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("h1.example does not answer")
                .hasMessageContaining("and 4 more hosts: h6")
                .hasMessageContaining("h8")
                .hasMessageContaining("x");
    }
}

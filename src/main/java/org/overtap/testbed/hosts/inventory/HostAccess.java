package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.Optional;

/** How a shell on a host is had. */
public sealed interface HostAccess {
    /**
     * By SSH.
     *
     * @param host name or address, IPv6 without brackets
     * @param port 0 to leave it to the SSH configuration
     * @param user empty to leave it to the settings
     * @param key the private key for this host alone
     * @param gateway the jump host before this host alone, {@code [user@]host[:port]}
     */
    record Ssh(String host, int port, String user, Optional<Path> key, Optional<String> gateway) implements HostAccess {
        /** Reached as the settings say. */
        static Ssh to(String host) {
            return new Ssh(host, 0, "", Optional.empty(), Optional.empty());
        }

        @Override
        public String toString() {
            return host + (port == 0 ? "" : " port " + port);
        }
    }

    /** By entering a named network namespace of this machine; its disk, users and processes are this machine's. */
    record Namespace(String name) implements HostAccess {
        @Override
        public String toString() {
            return "network namespace " + name;
        }
    }
}

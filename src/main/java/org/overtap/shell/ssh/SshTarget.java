package org.overtap.shell.ssh;

/**
 * A node's SSH server.
 *
 * @param node how the node is called in messages
 * @param host name or address to connect to
 * @param port TCP port, usually 22
 * @param user login; empty to leave it to the settings
 */
public record SshTarget(String node, String host, int port, String user) {
    public SshTarget {
        if (node.isBlank() || host.isBlank()) {
            throw new IllegalArgumentException("an SSH target needs a node and a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("node " + node + ": no such port: " + port);
        }
        user = user == null ? "" : user;
    }

    /** A node's server on port 22, with the user of the settings. */
    public static SshTarget of(String node, String host) {
        return new SshTarget(node, host, 22, "");
    }

    /** {@code node (address)} for messages. */
    @Override
    public String toString() {
        String address = port == 22 ? host : host + " port " + port;
        return node.equals(host) && port == 22 ? node : node + " (" + address + ")";
    }

    /** How the host is written in a known_hosts file. */
    public String hostKeyName() {
        return port == 22 ? host : "[" + host + "]:" + port;
    }
}

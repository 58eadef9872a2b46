package org.overtap.shell.ssh;

import com.jcraft.jsch.Session;

/** Which algorithms a session may use. */
final class SshAlgorithms {
    private static final String OLD_KEX = "diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1";

    private SshAlgorithms() {}

    /**
     * Sets them on a session that is not yet connected.
     *
     * @param hostKey algorithms for the server's key, empty for the usual ones
     * @param legacy whether to allow what servers of ten years ago need, last in order
     */
    static void configure(Session session, String hostKey, boolean legacy) {
        if (!hostKey.isEmpty()) {
            session.setConfig("server_host_key", hostKey);
        } else if (legacy) {
            append(session, "server_host_key", "ssh-rsa");
        }
        if (legacy) {
            append(session, "PubkeyAcceptedAlgorithms", "ssh-rsa");
            append(session, "kex", OLD_KEX);
            append(session, "cipher.c2s", "aes128-cbc");
            append(session, "cipher.s2c", "aes128-cbc");
        }
    }

    private static void append(Session session, String key, String more) {
        session.setConfig(key, session.getConfig(key) + "," + more);
    }
}

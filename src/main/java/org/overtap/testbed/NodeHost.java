package org.overtap.testbed;

import java.util.Optional;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;

/**
 * A node as somebody who works on it needs to know it. Each node is asked for its own: two nodes of one testbed may
 * have other logins, other disks and other ways to be root.
 *
 * @param shell runs commands as the login user, and those that need root in the way that the privilege tells
 * @param workFolder an existing folder on a local disk, writable for root, in which deployments make theirs. The
 *     names of these carry the node's name, so that nodes may share a disk
 * @param exporter the address that its records come from, as collectors see it; empty if it cannot send any
 * @param privilege how root is had there
 */
public record NodeHost(Shell shell, String workFolder, Optional<String> exporter, Privilege privilege) {
    /** Where daemons may write on an ordinary Linux machine: on its own disk, and kept over a reboot. */
    public static final String LOCAL_DISK = "/var/tmp";

    public NodeHost {
        shell = privilege.over(shell);
    }
}

package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.overtap.shell.Privilege;
import org.overtap.testbed.NodeHost;

/**
 * What a node's host told of itself when something was to be started there.
 *
 * @param workFolder the folder in which deployments make theirs
 * @param exporter the address that the node's records come from; if empty, its control address
 * @param privilege how root is had there
 */
public record HostTraits(
        String workFolder,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> exporter,
        Privilege privilege) {
    /** An ordinary Linux machine with an ordinary user. */
    public static final HostTraits DEFAULT = new HostTraits(NodeHost.LOCAL_DISK, Optional.empty(), Privilege.SUDO);

    public HostTraits {
        workFolder = workFolder == null ? NodeHost.LOCAL_DISK : workFolder;
        exporter = exporter == null ? Optional.empty() : exporter;
        privilege = privilege == null ? Privilege.SUDO : privilege;
    }

    /** What that one tells. */
    public static HostTraits of(NodeHost host) {
        return new HostTraits(host.workFolder(), host.exporter(), host.privilege());
    }

    /** The command line of words that run as root there, for people. */
    public String asRoot(String line) {
        return privilege == Privilege.ROOT ? line : "sudo -n " + line;
    }
}

package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.overtap.lab.mapper.NodeId;

/** The SSH host keys of the physical machines: made once, the same whenever the machine is used again. */
public final class NodeHostKeys {
    private final Path folder;

    public NodeHostKeys(LabFolder lab) {
        this.folder = lab.path().resolve("hostkeys");
    }

    /** Makes the keys of machines that have none yet, several at a time. */
    public void make(Collection<NodeId> machines) throws LabException {
        Parallel.each(List.copyOf(machines), this::makeFor);
    }

    private void makeFor(NodeId machine) throws LabException {
        makeNamed(machine.toString());
    }

    /** Makes an RSA and an ed25519 key under a name. */
    void makeNamed(String name) throws LabException {
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new LabException("cannot write the host keys of " + name + ": " + e.getMessage(), e);
        }
        make(folder.resolve(name).resolve("ssh_host_rsa_key"), "rsa", "2048");
        make(folder.resolve(name).resolve("ssh_host_ed25519_key"), "ed25519", "256");
    }

    private static void make(Path key, String type, String bits) throws LabException {
        if (!Files.exists(Path.of(key + ".pub"))) {
            HostCommand.run("rm", "-f", key.toString());
            HostCommand.run("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-C", "", "-f", key.toString());
        }
    }

    /** The folder with a machine's keys. */
    Path of(String machine) {
        return folder.resolve(machine);
    }

    /** The machine's RSA key as a line for known_hosts, type first. */
    public String rsa(NodeId machine) throws LabException {
        try {
            return Files.readString(of(machine.toString()).resolve("ssh_host_rsa_key.pub"))
                    .strip();
        } catch (IOException e) {
            throw new LabException("machine " + machine + " has no host key yet", e);
        }
    }
}

package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.lab.mapper.NodeId;

/**
 * The SSH host keys of the physical machines: made once, the same whenever the machine is used again, by whichever lab
 * of this computer. They are kept as long as one stands: making them is most of what bringing up a small lab takes.
 */
public final class NodeHostKeys {
    private static final List<String> KEYS = List.of("ssh_host_rsa_key", "ssh_host_ed25519_key");
    private static final String KEPT = ".hostkeys";

    private final Path folder;
    private final Path kept;

    public NodeHostKeys(LabFolder lab) {
        this(lab, LabFolder.root());
    }

    /** @param labs the folder of all labs */
    NodeHostKeys(LabFolder lab, Path labs) {
        this.folder = lab.path().resolve("hostkeys");
        this.kept = labs.resolve(KEPT);
    }

    /** Makes the keys of machines that have none yet, several at a time. */
    public void make(Collection<NodeId> machines) throws LabException {
        Parallel.each(List.copyOf(machines), machine -> makeNamed(machine.toString()));
    }

    /** Makes an RSA and an ed25519 key under a name, unless a lab has made them. */
    void makeNamed(String name) throws LabException {
        Path own = folder.resolve(name);
        try {
            if (isWhole(own)) {
                return;
            }
            Files.createDirectories(own);
            if (!take(kept.resolve(name), own)) {
                generate(own, "rsa", "2048");
                generate(own, "ed25519", "256");
                keep(own, name);
            }
        } catch (IOException e) {
            throw new LabException("cannot write the host keys of " + name + ": " + e.getMessage(), e);
        }
    }

    private static void generate(Path own, String type, String bits) throws IOException, LabException {
        Path key = own.resolve("ssh_host_" + type + "_key");
        Files.deleteIfExists(key);
        Files.deleteIfExists(Path.of(key + ".pub"));
        HostCommand.run("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-C", "", "-f", key.toString());
    }

    private static boolean isWhole(Path own) {
        return files(own).allMatch(Files::exists);
    }

    private static Stream<Path> files(Path folder) {
        return KEYS.stream().flatMap(key -> Stream.of(folder.resolve(key), folder.resolve(key + ".pub")));
    }

    /** Whether they were there: the last lab takes them away, at any moment. */
    private static boolean take(Path from, Path to) {
        try {
            copy(from, to);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from).toList()) {
            Files.copy(
                    file,
                    to.resolve(file.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Whole or not at all; where another lab was faster, its keys stay. A lab can do without. */
    private void keep(Path own, String name) {
        try {
            Files.createDirectories(kept);
            Path part = Files.createTempDirectory(kept, ".part");
            try {
                copy(own, part);
                Files.move(part, kept.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                delete(part);
            }
        } catch (IOException e) {
            // The next lab makes its own.
        }
    }

    /** Takes them away if no lab is left. */
    public static void tidy() throws IOException {
        tidy(LabFolder.root());
    }

    static void tidy(Path labs) throws IOException {
        String[] left = labs.toFile().list();
        if (left != null && Set.of(left).equals(Set.of(KEPT))) {
            delete(labs.resolve(KEPT));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Copies a machine's keys into a folder. */
    void install(String machine, Path to) throws IOException {
        copy(folder.resolve(machine), to);
    }

    /** The machine's RSA key as a line for known_hosts, type first. */
    public String rsa(NodeId machine) throws LabException {
        try {
            return Files.readString(folder.resolve(machine.toString()).resolve("ssh_host_rsa_key.pub"))
                    .strip();
        } catch (IOException e) {
            throw new LabException("machine " + machine + " has no host key yet", e);
        }
    }
}

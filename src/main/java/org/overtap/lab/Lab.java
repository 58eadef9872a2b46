package org.overtap.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.overtap.lab.boss.FaultInjection;
import org.overtap.lab.net.HostCommand;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabMachines;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.LabSettings;
import org.overtap.lab.net.LabStatus;
import org.overtap.lab.net.Namespaces;

/** Labs of this computer: bring one up, take it down, run commands in it. */
public final class Lab {
    private static final String USER_ID = "unix:uid";

    private Lab() {}

    /**
     * A lab as its folder tells.
     *
     * @param settings what it was asked to be; empty for the remains of one
     * @param status what its boss says; empty before it has spoken
     */
    public record Standing(String name, Optional<LabSettings> settings, Optional<LabStatus> status) {}

    /**
     * Builds a lab and waits until its experiment is swapped in. What was built is taken away again if that fails.
     *
     * @param progress hears one line for each step
     * @return the lab, with its profile file written
     */
    public static Standing up(LabSpec spec, Consumer<String> progress) throws LabException {
        LabName name = nameOf(spec.name());
        requireRoot("lab up");
        requirePackages();
        return new LabBuilder(spec, name, progress).build();
    }

    /** Takes a lab away: processes, namespaces, files. Also what is left of one that was interrupted. */
    public static void down(String name) throws LabException {
        LabName lab = nameOf(name);
        requireRoot("lab down");
        if (!names().contains(name)) {
            throw LabException.ofInput("there is no lab " + name + "; labs here: " + names());
        }
        Optional<LabLock> lock = LabLock.take(lab);
        try {
            new LabRemoval(lab).remove();
        } finally {
            lock.ifPresent(LabLock::close);
        }
    }

    /** The names of all labs here, whole or not, sorted. */
    public static Set<String> names() throws LabException {
        Set<String> names = new TreeSet<>(Namespaces.labs());
        if (Files.isDirectory(LabFolder.root())) {
            try (Stream<Path> folders = Files.list(LabFolder.root())) {
                folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .filter(text -> text.matches("[a-z][a-z0-9]*"))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new LabException(LabFolder.root() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return names;
    }

    /** What is known of a lab. */
    public static Standing standing(String name) throws LabException {
        LabFolder folder = LabFolder.of(nameOf(name));
        try {
            boolean whole = Files.exists(folder.settings());
            return new Standing(
                    name,
                    whole ? Optional.of(LabSettings.read(folder)) : Optional.empty(),
                    whole ? LabStatus.read(folder) : Optional.empty());
        } catch (IOException e) {
            throw new LabException("lab " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Has a lab's boss play misfortunes from now on, in place of those before. */
    public static void play(String name, FaultInjection faults) throws LabException {
        requireNamespace(name, nameOf(name).boss());
        try {
            faults.write(LabFolder.of(nameOf(name)));
        } catch (IOException e) {
            throw new LabException("lab " + name + " cannot be told: " + e.getMessage(), e);
        }
    }

    /** The words that run a command on the tool's side of a lab. */
    public static List<String> opsCommand(String name, List<String> argv) throws LabException {
        String namespace = nameOf(name).ops();
        requireNamespace(name, namespace);
        return joined(HostCommand.enter(namespace), argv);
    }

    /** The words that run a command as root on a node of a lab. */
    public static List<String> nodeCommand(String name, String node, List<String> argv) throws LabException {
        String namespace = nameOf(name).machine(node);
        requireNamespace(name, namespace);
        long first = Namespaces.firstProcess(namespace)
                .orElseThrow(() -> new LabException("node " + node + " of lab " + name + " does not run"));
        return joined(LabMachines.insideOf(first), argv);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static void requireNamespace(String name, String namespace) throws LabException {
        Set<String> there = Namespaces.of(nameOf(name));
        if (!there.contains(namespace)) {
            throw LabException.ofInput(
                    there.isEmpty()
                            ? "there is no lab " + name + "; labs here: " + names()
                            : "lab " + name + " has no " + namespace + ", but " + there);
        }
    }

    private static LabName nameOf(String text) throws LabException {
        try {
            return new LabName(text);
        } catch (IllegalArgumentException e) {
            throw LabException.ofInput(e.getMessage());
        }
    }

    /** Whether who runs this may build one here: it is Linux, and he is root. */
    public static boolean canBeBuilt() {
        try {
            return isRoot();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), USER_ID).equals(0);
    }

    private static void requireRoot(String command) throws LabException {
        try {
            if (!isRoot()) {
                throw new LabException(command + " makes network namespaces, which needs root: run it again with sudo");
            }
        } catch (IOException e) {
            throw new LabException("who runs this cannot be found out: " + e.getMessage(), e);
        }
    }

    private static void requirePackages() throws LabException {
        List<String> missing = LabPackages.missing();
        if (!missing.isEmpty()) {
            throw new LabException("a lab needs Debian packages that are not here: " + String.join(", ", missing)
                    + "\ninstall them with: " + LabPackages.installCommand(missing));
        }
    }
}

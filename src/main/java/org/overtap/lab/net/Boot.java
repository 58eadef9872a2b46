package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a machine in its namespace: its interfaces, its own disk, its SSH server. */
public final class Boot {
    private final LabFolder folder;
    private final LabName lab;

    Boot(LabFolder folder, LabName lab) {
        this.folder = folder;
        this.lab = lab;
    }

    /**
     * Starts it and returns at once. Files of its own are taken from {@code files} in the machine's folder.
     *
     * @param name the machine's name
     * @param hostKeys whose keys it has
     * @param hostName what it calls itself
     * @param setup the script that configures its interfaces
     * @param bare whether packages are hidden
     */
    void start(String name, String hostKeys, String hostName, String setup, boolean bare)
            throws IOException, LabException {
        List<Path> archives = bare ? List.of(folder.image(), folder.bareImage()) : List.of(folder.image());
        start(lab.machine(name), name, hostKeys, hostName, setup, archives);
    }

    /** Starts the jump host in its namespace. */
    void startIn(String namespace, String name, String hostName, String setup) throws IOException, LabException {
        start(namespace, name, hostName, hostName, setup, List.of(folder.image()));
    }

    private void start(
            String namespace, String name, String hostKeys, String hostName, String setup, List<Path> archives)
            throws IOException, LabException {
        Path here = folder.machine(name);
        Path ssh = here.resolve("files/etc/ssh");
        Files.createDirectories(ssh);
        new NodeHostKeys(folder).install(hostKeys, ssh);
        Files.writeString(here.resolve("setup.sh"), setup);
        for (String program : List.of("wire.pl", "machine.sh", "boot.sh")) {
            Files.writeString(here.resolve(program), Resources.text("lab/net/" + program));
        }
        MachineImage.packDevices(here.resolve("dev.tar"));
        List<String> argv = new ArrayList<>(HostCommand.enter(namespace));
        argv.addAll(List.of("unshare", "--mount", "--", "sh"));
        argv.addAll(List.of(here.resolve("machine.sh").toString(), here.toString(), hostName));
        archives.forEach(archive -> argv.add(archive.toString()));
        detached(argv, here.resolve("boot.log"));
    }

    /** Starts a program that outlives this one and says what it has to say in a file. */
    public static Process detached(List<String> argv, Path log) throws IOException {
        List<String> words = new ArrayList<>(List.of("setsid", "--"));
        words.addAll(argv);
        return new ProcessBuilder(words)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}

package org.overtap.deploy.home;

import java.nio.file.Path;
import org.overtap.shell.ssh.SshShells;

/** Collects in a virtual machine of its own, which may be a small one. Its arguments are a folder, a port, a target. */
final class CollectingProgram {
    private CollectingProgram() {}

    public static void main(String[] args) throws Exception {
        SshCollector collector = new SshCollector(Path.of(args[0]));
        long began = System.nanoTime();
        try (SshShells shells = collector.shells()) {
            FlowCollection.Outcome outcome = new FlowCollection(
                            collector.deployment(), SshCollector.on(shells, Integer.parseInt(args[1])))
                    .collect(Path.of(args[2]));
            outcome.failures().values().forEach(System.out::println);
            outcome.brought().forEach(brought -> System.out.println(brought.newFiles() + " new"));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "in %.1f s of a heap of %d MiB%n", seconds, Runtime.getRuntime().maxMemory() >> 20);
    }
}

package org.overtap.lab.net;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a lab keeps its files.
 *
 * @param path a folder of its own
 */
public record LabFolder(Path path) {
    /** The folder of all labs: {@code $OVERTAP_LAB_DIR}, or {@code /var/lib/overtap/lab}. */
    public static Path root() {
        return Path.of(Optional.ofNullable(System.getenv("OVERTAP_LAB_DIR"))
                        .filter(text -> !text.isBlank())
                        .orElse("/var/lib/overtap/lab"))
                .toAbsolutePath()
                .normalize();
    }

    public static LabFolder of(LabName lab) {
        return new LabFolder(root().resolve(lab.text()));
    }

    /** What the lab was asked to be; written before anything else is made. */
    public Path settings() {
        return path.resolve("lab.json");
    }

    public Path script() {
        return path.resolve("script.ns");
    }

    /** What the boss says about itself. */
    public Path status() {
        return path.resolve("status.json");
    }

    /** Faults to play, read by the boss at each use. */
    public Path faults() {
        return path.resolve("faults.json");
    }

    public Path bossLog() {
        return path.resolve("boss.log");
    }

    /** Certificates and keys. */
    public Path keys() {
        return path.resolve("keys");
    }

    /** The key that opens every machine. */
    public Path sshKey() {
        return keys().resolve("id");
    }

    /** The client's key and certificate for the boss. */
    public Path certificate() {
        return keys().resolve("emulab.pem");
    }

    /** The authority that signed both sides' certificates. */
    public Path authority() {
        return keys().resolve("ca.pem");
    }

    /** The files all machines share, as an archive to unpack on a fresh disk. */
    public Path image() {
        return path.resolve("image.tar");
    }

    /** Whiteouts for machines that lack packages. */
    public Path bareImage() {
        return path.resolve("bare.tar");
    }

    /** What is particular to a machine. */
    public Path machine(String name) {
        return path.resolve("machines").resolve(name);
    }
}

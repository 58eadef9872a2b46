package org.overtap.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.lab.net.LabException;

/**
 * Installs Debian packages without recommends, and without starting the services that they bring: a policy-rc.d that
 * forbids it stands in place meanwhile, and what was there before is put back.
 */
public final class PackageInstall {
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private PackageInstall() {}

    /**
     * Installs them; {@code progress} hears what apt says.
     *
     * @throws LabException if apt fails or is not there
     */
    public static void install(List<String> packages, Consumer<String> progress) throws LabException {
        try {
            Optional<Path> kept = forbidServices();
            try {
                apt(List.of("apt-get", "update", "-qq"), progress);
                List<String> words =
                        new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
                words.addAll(packages);
                apt(words, progress);
            } finally {
                allowServices(kept);
            }
        } catch (IOException e) {
            throw new LabException("packages cannot be installed here: " + e.getMessage(), e);
        }
    }

    private static Optional<Path> forbidServices() throws IOException {
        Optional<Path> kept = Optional.empty();
        if (Files.exists(POLICY)) {
            Path copy = POLICY.resolveSibling("policy-rc.d.overtap");
            Files.move(POLICY, copy, StandardCopyOption.ATOMIC_MOVE);
            kept = Optional.of(copy);
        }
        Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
        Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
        return kept;
    }

    private static void allowServices(Optional<Path> kept) throws IOException {
        Files.deleteIfExists(POLICY);
        if (kept.isPresent()) {
            Files.move(kept.get(), POLICY, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void apt(List<String> words, Consumer<String> progress) throws IOException, LabException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                progress.accept(line);
            }
        }
        try {
            if (process.waitFor() != 0) {
                String last = said.isEmpty() ? "no reason given" : said.get(said.size() - 1);
                throw new LabException(String.join(" ", words) + " failed: " + last);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while packages were installed");
        }
    }
}

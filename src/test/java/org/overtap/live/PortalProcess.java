package org.overtap.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.overtap.testbed.geni.FakeManifest;
import org.overtap.testbed.geni.portal.FakePortal;

/**
 * A portal in a process of its own, in the namespace from which the hosts of a {@link ManifestLab} are entered. Asked for
 * listeners, it really puts them on the hosts' segments, which then flood, and takes them away again.
 */
public final class PortalProcess {
    static final int PORT = 43794;

    private final Process process;

    private PortalProcess(Process process) {
        this.process = process;
    }

    static PortalProcess start(ManifestLab lab) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("nsenter", "--net=/run/netns/" + lab.hosts().prefix() + "ops", "--"));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PortalProcess.class.getName(),
                lab.hosts().home().toString(),
                lab.hosts().prefix()));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(lab.hosts().home().resolve("portal.log").toFile())
                .start();
        PortalProcess portal = new PortalProcess(process);
        for (int i = 0; i < 300 && !Files.exists(lab.hosts().home().resolve("portal.ready")); i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        Files.readString(lab.hosts().home().resolve("portal.log")));
            }
            Thread.sleep(100);
        }
        return portal;
    }

    /** The portal: the hosts' home folder and the beginning of their namespaces' names. */
    public static void main(String[] args) throws Exception {
        NamespaceHosts hosts = new NamespaceHosts(Path.of(args[0]), args[1]);
        try (FakePortal portal = new FakePortal(PORT)) {
            portal.under("/portal/api")
                    .colliding(1)
                    .having(5)
                    .ending(Optional.of(Instant.now().plusSeconds(600)))
                    .with(
                            FakeManifest.aggregate(),
                            "ready",
                            ManifestLab.manifest(hosts).xml())
                    .extensible(value -> {
                        List<String> listeners = ManifestLab.listeners(value);
                        ListenerSwitch.set(hosts, listeners);
                        portal.with(
                                FakeManifest.aggregate(),
                                "ready",
                                ManifestLab.manifest(hosts, listeners).xml());
                    });
            Files.writeString(hosts.home().resolve("portal.ready"), "");
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}

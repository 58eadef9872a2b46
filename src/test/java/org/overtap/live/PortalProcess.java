package org.overtap.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.overtap.testbed.geni.FakeManifest;
import org.overtap.testbed.geni.portal.FakePortal;
import org.overtap.testbed.geni.portal.FakeRpc;

/**
 * A portal in a process of its own, in the namespace from which the hosts of a {@link ManifestLab} are entered. Asked for
 * taps by its profile's parameter, it really puts them on the hosts' segments, and takes them away again; a request RSpec
 * it really makes an experiment of.
 */
public final class PortalProcess {
    static final int PORT = 43794;
    static final String BASE = "/portal/api";

    /** An experiment on the same hosts, whose profile has no parameter. */
    static final String PLAIN = "plain";

    private final Process process;

    private PortalProcess(Process process) {
        this.process = process;
    }

    /** A test's program in the namespace from which hosts are entered. */
    static List<String> words(ManifestLab lab, Class<?> program, String... args) {
        List<String> words = new ArrayList<>(
                List.of("nsenter", "--net=/run/netns/" + lab.hosts().prefix() + "ops", "--"));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        words.addAll(List.of(args));
        return words;
    }

    static PortalProcess start(ManifestLab lab) throws Exception {
        Process process = new ProcessBuilder(words(
                        lab,
                        PortalProcess.class,
                        lab.hosts().home().toString(),
                        lab.hosts().prefix()))
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
        String aggregate = FakeManifest.aggregate();
        String own = ManifestLab.manifest(hosts).xml();
        try (FakePortal portal = new FakePortal(PORT);
                FakeRpc rpc = portal.rpc()) {
            portal.under(BASE)
                    .colliding(1)
                    .having(8)
                    .ending(Optional.of(Instant.now().plusSeconds(600)))
                    .with(aggregate, "ready", own)
                    .starting((name, rspec) -> RequestedHosts.build(hosts, name, rspec))
                    .extensible(value -> {
                        Map<String, String> taps = AddedTaps.asked(value);
                        AddedTaps.set(hosts, taps);
                        portal.with(
                                aggregate,
                                "ready",
                                ManifestLab.manifest(hosts, taps).xml());
                    });
            portal.experiment(PLAIN).with(aggregate, "ready", own);
            Path ready = hosts.home().resolve("portal.ready");
            Files.move(Files.writeString(hosts.home().resolve("portal.port"), Integer.toString(rpc.port())), ready);
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    /** The port of its older interface. */
    static String rpcPort(ManifestLab lab) throws IOException {
        return Files.readString(lab.hosts().home().resolve("portal.ready"));
    }

    void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}

package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.overtap.lab.net.LabException;
import org.overtap.testbed.geni.FakeManifest;

/**
 * Four hosts that a manifest tells of: three on a switch, and two links. Each is entered by SSH, {@code c} at a port of
 * its own; the manifest's MAC of {@code d} is not the one that it has; {@code a} has the testbed's own client, at
 * another port.
 *
 * @param hosts the hosts
 * @param manifest the manifest, in a file
 */
record ManifestLab(NamespaceHosts hosts, Path manifest) implements AutoCloseable {
    static final int GENI_PORT = 2200;
    private static final int OWN_PORT = 2222;
    private static final List<String> USERS = List.of("user1", "root");

    /** Builds it. Skips the test where that cannot be. */
    static ManifestLab up(Path home, String prefix) throws Exception {
        NamespaceHosts hosts = NamespaceHosts.up(home, prefix);
        Path file = home.resolve("manifest.xml");
        Files.writeString(file, manifest(hosts).xml());
        ManifestLab lab = new ManifestLab(hosts, file);
        lab.sshd("c", OWN_PORT, "");
        lab.sshd("d", 22, "");
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path client = Files.writeString(
                bin.resolve("geni-get"), "#!/bin/sh\n[ \"$1\" = manifest ] && exec cat '%s'\n".formatted(file));
        assertThat(client.toFile().setExecutable(true)).isTrue();
        lab.sshd("a", GENI_PORT, " PATH=%s:/usr/bin:/bin:/usr/sbin:/sbin".formatted(bin));
        return lab;
    }

    static FakeManifest manifest(NamespaceHosts hosts) {
        return manifest(hosts, Map.of());
    }

    /** With taps of these kinds on these segments. */
    static FakeManifest manifest(NamespaceHosts hosts, Map<String, String> taps) {
        FakeManifest manifest = hosts(hosts);
        taps.forEach((segment, kind) -> {
            String node = AddedTaps.node(segment);
            String control = AddedTaps.control(segment);
            if (kind.equals(AddedTaps.BRIDGE)) {
                List<FakeManifest.Port> ports = List.of(port(hosts, node, 1, ""), port(hosts, node, 2, ""));
                manifest.bridge(node, "pc-" + segment, control, USERS, ports);
            } else {
                manifest.node(node, "pc-" + segment, control, control, 22, USERS, List.of(port(hosts, node, 1, "")));
            }
        });
        manifest.lan("lan", "a:if1", "b:if1", "c:if1");
        link(manifest, "one", "c:if2", "d:if1", taps);
        link(manifest, "two", "b:if2", "d:if2", taps);
        taps.forEach((segment, kind) -> {
            if (kind.equals(AddedTaps.LISTENER)) {
                manifest.joining(segment, AddedTaps.node(segment) + ":if1");
            }
        });
        return manifest;
    }

    private static void link(FakeManifest manifest, String name, String one, String other, Map<String, String> taps) {
        if (AddedTaps.BRIDGE.equals(taps.get(name))) {
            manifest.halves(name, one, AddedTaps.node(name), other);
        } else {
            manifest.link(name, one, other, 10_000_000);
        }
    }

    private static FakeManifest hosts(NamespaceHosts hosts) {
        return new FakeManifest()
                .node("a", "pc1", control("a"), control("a"), 22, USERS, List.of(port(hosts, "a", 1, "10.1.1.1/24")))
                .node(
                        "b",
                        "pc2",
                        control("b"),
                        control("b"),
                        22,
                        USERS,
                        List.of(port(hosts, "b", 1, "10.1.1.2/24"), port(hosts, "b", 2, "10.1.2.1/24")))
                .node(
                        "c",
                        "pcvm3-1",
                        control("c"),
                        control("c"),
                        OWN_PORT,
                        USERS,
                        List.of(port(hosts, "c", 1, "10.1.1.3/24"), port(hosts, "c", 2, "10.1.3.1/24")))
                .node(
                        "d",
                        "pc4",
                        control("d"),
                        control("d"),
                        22,
                        USERS,
                        List.of(
                                port(hosts, "d", 1, "10.1.3.2/24"),
                                new FakeManifest.Port("if2", "0e:00:00:00:00:04", "10.1.2.2/24")));
    }

    private static String control(String node) {
        return NamespaceHosts.control(node);
    }

    private static FakeManifest.Port port(NamespaceHosts hosts, String node, int number, String address) {
        return new FakeManifest.Port("if" + number, mac(hosts, hosts.prefix() + node, "eth" + number), address);
    }

    /** The MAC of an interface in a namespace. */
    static String mac(NamespaceHosts hosts, String namespace, String iface) {
        Live.Ended link = Live.run(hosts.home(), List.of("ip", "-n", namespace, "-o", "link", "show", "dev", iface));
        String mac = link.out().replaceFirst("(?s).*link/ether (\\S+).*", "$1");
        assertThat(mac).matches("[0-9a-f:]{17}");
        return mac;
    }

    /** @param more of its environment; a server heeds one line of that kind only */
    private void sshd(String node, int port, String more) throws Exception {
        Path key = hosts.home().resolve("host-" + node + "-" + port);
        List<String> make = List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        assertThat(Live.run(hosts.home(), make).code()).isZero();
        Path config = Files.writeString(hosts.home().resolve("sshd-" + node + "-" + port), """
                ListenAddress %s:%d
                HostKey %s
                AuthorizedKeysFile %s
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                SetEnv %s%s
                """.formatted(
                        control(node), port, key, key() + ".pub", hosts.strangersHome(), more));
        List<String> start = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + hosts.prefix() + node, "--"));
        start.addAll(List.of("/usr/sbin/sshd", "-r", "-f", config.toString()));
        Live.Ended ended = Live.run(hosts.home(), start);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    String source() {
        return "manifest:" + manifest;
    }

    /** The private key that every host accepts. */
    String key() {
        return hosts.home().resolve("login").toString();
    }

    @Override
    public void close() throws LabException {
        hosts.close();
    }
}

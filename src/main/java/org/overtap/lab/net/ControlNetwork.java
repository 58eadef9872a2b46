package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The fixed parts of a lab: the switch with the control network, the boss's and the tool's namespaces, and with a jump
 * host a second network, from which the control network cannot be reached but through it.
 */
public final class ControlNetwork {
    private static final String OUTER = "outer";

    private final LabFolder folder;
    private final LabSettings settings;

    public ControlNetwork(LabFolder folder, LabSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Where the boss listens, as seen from the tool's side. */
    public static String bossAddress(boolean jump) {
        return jump ? "172.31.0.2" : "172.30.0.2";
    }

    /** Where the jump host is, as seen from the tool's side. */
    public static String jumpAddress() {
        return "172.31.0.4";
    }

    /** Builds the parts; the jump host is up when this returns, the boss is not started. */
    public void build() throws LabException {
        LabName lab = settings.lab();
        List<String> names = new ArrayList<>(List.of(lab.net(), lab.ops(), lab.boss()));
        if (settings.jump()) {
            names.add(lab.users());
        }
        Namespaces.add(names);
        HostCommand.inNamespace(lab.net(), settings.jump() ? twoNetworks() : oneNetwork());
        address(lab.boss(), "eth0", bossAddress(settings.jump()));
        address(lab.ops(), "eth0", settings.jump() ? "172.31.0.3" : "172.30.0.3");
        if (settings.jump()) {
            address(lab.boss(), "eth1", "172.30.0.2");
            startJumpHost();
        }
    }

    private String oneNetwork() {
        return batch(
                SwitchSetup.bridge(SwitchSetup.CONTROL),
                cable("ops", "eth0", settings.lab().ops(), SwitchSetup.CONTROL),
                cable("boss", "eth0", settings.lab().boss(), SwitchSetup.CONTROL));
    }

    private String twoNetworks() {
        LabName lab = settings.lab();
        return batch(
                SwitchSetup.bridge(SwitchSetup.CONTROL),
                SwitchSetup.bridge(OUTER),
                cable("ops", "eth0", lab.ops(), OUTER),
                cable("boss", "eth0", lab.boss(), OUTER),
                cable("bossctrl", "eth1", lab.boss(), SwitchSetup.CONTROL),
                cable("users", "eth0", lab.users(), OUTER),
                cable("usersctrl", "eth1", lab.users(), SwitchSetup.CONTROL));
    }

    private static String cable(String port, String iface, String namespace, String bridge) {
        return "link add %s netns %s type veth peer name %s\nlink set %s master %s"
                .formatted(iface, namespace, port, port, bridge);
    }

    private static String batch(String... lines) {
        return """
            ip -batch - <<'.'
            %s
            .
            for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 > $f; done
            ip -o link show | while IFS=': ' read -r index name rest; do ip link set "${name%%%%@*}" up; done
            echo 0 > /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null || true
            """.formatted(String.join("\n", lines));
    }

    private static void address(String namespace, String iface, String address) throws LabException {
        HostCommand.inNamespace(namespace, addressing(iface, address));
    }

    private static String addressing(String iface, String address) {
        return """
            echo 1 > /proc/sys/net/ipv6/conf/%s/disable_ipv6
            ip link set lo up
            ip addr add %s/16 brd + dev %s
            ip link set %s up
            """.formatted(iface, address, iface, iface);
    }

    private void startJumpHost() throws LabException {
        try {
            new NodeHostKeys(folder).makeNamed("users");
            Path root = folder.machine("users.host").resolve("files");
            MachineImage.write(root, "/etc/hosts", "rw-r--r--", "127.0.0.1\tlocalhost\n172.31.0.4\tusers\n");
            new Boot(folder, settings.lab()).startIn(settings.lab().users(), "users.host", "users", jumpSetup());
        } catch (IOException e) {
            throw new LabException("the jump host cannot be started: " + e.getMessage(), e);
        }
    }

    private static String jumpSetup() {
        return addressing("eth0", jumpAddress()) + addressing("eth1", "172.30.0.4");
    }
}

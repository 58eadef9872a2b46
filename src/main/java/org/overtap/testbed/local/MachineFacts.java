package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;

/**
 * The network namespaces of a machine, as they are wired now.
 *
 * @param own the inode of the namespace that this program is in
 * @param inodes of each file that was asked for, the namespace that it is
 * @param namespaces by inode, those that were asked for, those that have a name, and its own
 * @param switched the ports of Open vSwitch's bridges, which are in its own namespace
 */
record MachineFacts(
        String own, Map<String, String> inodes, Map<String, NamespaceFacts> namespaces, List<SwitchedPort> switched) {
    /**
     * A port of a bridge of Open vSwitch.
     *
     * @param bridge the bridge
     * @param tag its VLAN, {@code []} if it has none
     * @param name the port
     */
    record SwitchedPort(String bridge, String tag, String name) {}

    /**
     * A veth's other end is told as a number that its namespace gives to the other one, and the number's meaning only
     * for namespaces that have a name. So every namespace gets one, its inode, in a mount namespace that nobody else
     * sees.
     */
    private static final String SCRIPT = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            if [ "$(id -u)" != 0 ]; then
                echo denied
                exit 0
            fi
            exec unshare --mount --propagation private sh -c '
                for bridge in $(ovs-vsctl --timeout=3 list-br 2>/dev/null); do
                    for port in $(ovs-vsctl --timeout=3 list-ports "$bridge"); do
                        echo "switched $bridge $(ovs-vsctl --timeout=3 get Port "$port" tag) $port"
                    done
                done
                mount -t tmpfs overtap /tmp || exit 1
                take() {
                    inode=$(stat -L -c %i "$1" 2>/dev/null)
                    if [ -z "$inode" ] || [ "$(stat -L -f -c %T "$1")" != nsfs ]; then
                        return
                    fi
                    echo "handle $inode $1"
                    [ -e "/tmp/$inode" ] || { : >"/tmp/$inode" && mount --bind "$1" "/tmp/$inode"; }
                }
                take /proc/self/ns/net
                for handle in "$@" /run/netns/*; do
                    take "$handle"
                done
                [ -d /run/netns ] || { mount -t tmpfs overtap /run && mkdir /run/netns; }
                mount --rbind /tmp /run/netns || exit 1
                for handle in /run/netns/*; do
                    echo "namespace ${handle##*/}"
                    echo "interfaces $(nsenter --net="$handle" ip -j -d addr)"
                    echo "known $(nsenter --net="$handle" ip -j netns list-id)"
                done
            ' sh "$@"
            """;

    /** The namespace that whoever asks is in. */
    static final String OWN = "/proc/self/ns/net";

    MachineFacts {
        inodes = Map.copyOf(inodes);
        namespaces = Map.copyOf(namespaces);
        switched = List.copyOf(switched);
    }

    /**
     * Reads them.
     *
     * @throws TestbedException if this is not root, or the machine cannot tell
     */
    static MachineFacts read(Shell machine, List<String> handles) throws TestbedException, ShellException {
        CommandResult reply = machine.run(Command.script(SCRIPT, handles.toArray(String[]::new)));
        if (reply.out().startsWith("denied")) {
            throw new TestbedException("only root can enter network namespaces: run overtap as root");
        }
        if (!reply.ok()) {
            throw new TestbedException("the network namespaces of this machine cannot be read: " + reply.errorText()
                    + "; it needs Linux with iproute2 of 2018 or later and util-linux");
        }
        return parse(reply.out());
    }

    /** Reads what the script prints. */
    static MachineFacts parse(String text) {
        Map<String, String> inodes = new LinkedHashMap<>();
        Map<String, String> handles = new HashMap<>();
        Map<String, NamespaceFacts> namespaces = new HashMap<>();
        List<SwitchedPort> switched = new ArrayList<>();
        String inode = "";
        String interfaces = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 2);
            String rest = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "switched" -> {
                    String[] row = rest.split(" ", 3);
                    switched.add(new SwitchedPort(row[0], row[1], row[2]));
                }
                case "handle" -> {
                    String[] row = rest.split(" ", 2);
                    inodes.put(row[1], row[0]);
                    handles.putIfAbsent(row[0], row[1]);
                }
                case "namespace" -> inode = rest;
                case "interfaces" -> interfaces = rest;
                case "known" ->
                    namespaces.put(
                            inode, NamespaceFacts.parse(inode, handles.getOrDefault(inode, ""), interfaces, rest));
                default -> {
                    // A warning of some program's.
                }
            }
        }
        return new MachineFacts(inodes.getOrDefault(OWN, ""), inodes, namespaces, switched);
    }
}

package org.overtap.testbed.local;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.vswitch.SwitchRows;
import org.overtap.testbed.local.vswitch.VirtualSwitch;

/**
 * The network namespaces of a machine, as they are wired now.
 *
 * @param own the inode of the namespace that this program is in
 * @param inodes of each file that was asked for, the namespace that it is
 * @param namespaces by inode, those that were asked for, those that have a name, and its own
 * @param switching the inode of the namespace that Open vSwitch works in
 * @param switches its bridges
 */
record MachineFacts(
        String own,
        Map<String, String> inodes,
        Map<String, NamespaceFacts> namespaces,
        String switching,
        List<VirtualSwitch> switches) {
    /** Whether that namespace still was there. */
    boolean has(Namespace node) {
        String inode = inodes.get(node.handle());
        return inode != null && namespaces.containsKey(inode);
    }

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
                rows() {
                    found=$(ovs-vsctl --timeout=3 --format=json --columns="$2" list "$1" 2>/dev/null) &&
                        echo "rows $1 $found"
                }
                rows Bridge _uuid,name,ports,mirrors,netflow,ipfix,sflow &&
                    rows Port _uuid,name,interfaces,tag,trunks,vlan_mode,external_ids &&
                    rows Interface _uuid,name,type,options && rows Mirror _uuid,external_ids &&
                    rows NetFlow _uuid,external_ids && rows IPFIX _uuid,external_ids && rows sFlow _uuid,external_ids
                switching=$(cat "${OVS_RUNDIR:-/run/openvswitch}/ovs-vswitchd.pid" 2>/dev/null)
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
                [ -z "$switching" ] || { echo "switching /proc/$switching/ns/net"; take "/proc/$switching/ns/net"; }
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
        switches = List.copyOf(switches);
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
        SwitchRows rows = new SwitchRows();
        String switching = OWN;
        String inode = "";
        String interfaces = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 2);
            String rest = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "rows" -> {
                    String[] row = rest.split(" ", 2);
                    rows.add(row[0], row[1]);
                }
                case "switching" -> switching = rest;
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
        String own = inodes.getOrDefault(OWN, "");
        return new MachineFacts(own, inodes, namespaces, inodes.getOrDefault(switching, own), rows.switches());
    }
}

package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param unswitched why nothing is known of them, if so
 */
record MachineFacts(
        String own,
        Map<String, String> inodes,
        Map<String, NamespaceFacts> namespaces,
        String switching,
        List<VirtualSwitch> switches,
        Optional<Unswitched> unswitched) {
    /**
     * A veth's other end is told as a number that its namespace gives to the other one, and the number's meaning only
     * for namespaces that have a name. So every namespace gets one, its inode, in a mount namespace that nobody else
     * sees. What fails is told with its own words. Bridges are asked for first, for their socket may be in /tmp.
     */
    private static final String SCRIPT = """
            exec unshare --mount --propagation private sh -c '
                exec 3>&1
                folder=${OVS_RUNDIR:-/run/openvswitch}
                line() { printf "%s " "$@" | tr "\\n" " "; echo; }
                rows() {
                    printf "rows %s " "$1"
                    why=$(ovs-vsctl --timeout=3 --format=json --columns="$2" list "$1" 2>&1 >&3) && return
                    [ -S "$folder/db.sock" ] && missed=missed || missed=stopped
                    echo
                    line unswitched $missed "ovs-vsctl list $1 fails:" "$why"
                    return 1
                }
                if command -v ovs-vsctl >/dev/null; then
                    rows Bridge _uuid,name,ports,mirrors,netflow,ipfix,sflow &&
                        rows Port _uuid,name,interfaces,tag,trunks,vlan_mode,external_ids &&
                        rows Interface _uuid,name,type,options && rows Mirror _uuid,external_ids &&
                        rows NetFlow _uuid,external_ids && rows IPFIX _uuid,external_ids && rows sFlow _uuid,external_ids
                else
                    line unswitched stopped ovs-vsctl is not installed
                fi
                switching=$(cat "$folder/ovs-vswitchd.pid" 2>/dev/null)
                mount -t tmpfs overtap /tmp || exit 1
                take() {
                    type=
                    inode=$(stat -L -c %i "$1" 2>&1) && type=$(stat -L -f -c %T "$1" 2>&1) || {
                        case $inode$type in
                            *"No such "*) ;;
                            *) line failed "stat of $1:" "$inode" "$type" ;;
                        esac
                        return
                    }
                    [ "$type" = nsfs ] || return
                    echo "handle $inode $1"
                    [ ! -e "/tmp/$inode" ] || return
                    : >"/tmp/$inode"
                    if why=$(mount --bind "$1" "/tmp/$inode" 2>&1); then
                        [ "$(stat -L -f -c %T "/tmp/$inode")" != nsfs ] || return
                        # A name whose namespace ended this moment is a plain file.
                        umount "/tmp/$inode"
                        why=
                    fi
                    rm "/tmp/$inode"
                    [ -z "$why" ] || [ ! -e "$1" ] || line failed "mount of $1:" "$why"
                }
                take /proc/self/ns/net
                [ -z "$switching" ] || { echo "switching /proc/$switching/ns/net"; take "/proc/$switching/ns/net"; }
                for handle in "$@" /run/netns/*; do
                    take "$handle"
                done
                [ -d /run/netns ] || { mount -t tmpfs overtap /run && mkdir /run/netns; }
                mount --rbind /tmp /run/netns || exit 1
                tell() {
                    printf "%s " "$1"
                    shift
                    why=$(nsenter --net="$handle" "$@" 2>&1 >&3) || {
                        why=${why:-exit status $?}
                        echo
                        line failed "$*:" "$why"
                    }
                    echo
                }
                for handle in /run/netns/*; do
                    echo "namespace ${handle##*/}"
                    tell interfaces ip -j -d addr
                    tell known ip -j netns list-id
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

    /** Whether that namespace still was there. */
    boolean has(Namespace node) {
        String inode = inodes.get(node.handle());
        return inode != null && namespaces.containsKey(inode);
    }

    /**
     * Reads them.
     *
     * @throws TestbedException if this is not root, or the machine cannot tell
     */
    static MachineFacts read(Shell machine, List<String> handles) throws TestbedException, ShellException {
        return parse(RootScript.ask(machine, SCRIPT, handles));
    }

    /**
     * Reads what the script prints.
     *
     * @throws TestbedException if something failed there
     */
    static MachineFacts parse(String text) throws TestbedException {
        Map<String, String> inodes = new LinkedHashMap<>();
        Map<String, String> handles = new HashMap<>();
        Map<String, NamespaceFacts> namespaces = new HashMap<>();
        List<String[]> rows = new ArrayList<>();
        Optional<Unswitched> unswitched = Optional.empty();
        String switching = OWN;
        String inode = "";
        String interfaces = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 2);
            String rest = words.length < 2 ? "" : words[1];
            switch (words[0]) {
                case "rows" -> rows.add(rest.split(" ", 2));
                case "unswitched" -> {
                    String[] told = rest.split(" ", 2);
                    unswitched = Optional.of(new Unswitched(told[0].equals("missed"), told[1].strip()));
                }
                case "failed" -> throw failed(inode.isEmpty() ? "" : handles.getOrDefault(inode, inode), rest);
                case "switching" -> switching = rest;
                case "handle" -> {
                    String[] row = rest.split(" ", 2);
                    inodes.put(row[1], row[0]);
                    handles.putIfAbsent(row[0], row[1]);
                }
                case "namespace" -> inode = rest;
                case "interfaces" -> interfaces = rest;
                case "known" -> {
                    NamespaceFacts its = NamespaceFacts.parse(inode, handles.getOrDefault(inode, ""), interfaces, rest);
                    if (its.ports().isEmpty()) {
                        throw failed(its.handle(), "ip -j -d addr: it tells of no interface, not even lo");
                    }
                    namespaces.put(inode, its);
                }
                default -> {
                    // A warning of some program's.
                }
            }
        }
        String own = inodes.getOrDefault(OWN, "");
        List<VirtualSwitch> switches = unswitched.isPresent() ? List.of() : switches(rows);
        return new MachineFacts(own, inodes, namespaces, inodes.getOrDefault(switching, own), switches, unswitched);
    }

    private static List<VirtualSwitch> switches(List<String[]> rows) {
        SwitchRows tables = new SwitchRows();
        rows.forEach(row -> tables.add(row[0], row.length < 2 ? "" : row[1]));
        return tables.switches();
    }

    private static TestbedException failed(String handle, String words) {
        return new TestbedException("network namespaces cannot be read: "
                + (handle.isEmpty() ? "" : "in " + handle + " ") + words.strip()
                + "; it needs iproute2 of 2018 or later and util-linux, and root that may enter every namespace");
    }
}

package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.lab.net.Namespaces;

/**
 * Userspace bridges of Open vSwitch in a namespace, and hosts at their ports.
 *
 * @param home a folder of the test's
 * @param prefix what the names of its namespaces begin with
 * @param vswitch the switch
 * @param ports in which namespaces, given as files, which interfaces there are
 */
record SwitchLab(Path home, String prefix, OpenVSwitch vswitch, Map<String, List<String>> ports) {
    static SwitchLab up(Path home, String prefix) throws Exception {
        Live.requirePrograms("tcpdump", "ovs-vswitchd", "ovsdb-server", "nfacctd");
        removeNamespaces(prefix);
        String ops = prefix + "ops";
        Namespaces.add(List.of(ops));
        Live.run(home, List.of("ip", "-n", ops, "link", "set", "lo", "up"));
        Map<String, List<String>> ports = new TreeMap<>();
        ports.put("/run/netns/" + ops, new ArrayList<>());
        return new SwitchLab(home, prefix, OpenVSwitch.up(home, ops), ports);
    }

    /** Ends all of it. */
    void down() throws Exception {
        LiveProcesses.leave(ops());
        vswitch.close();
        removeNamespaces(prefix);
    }

    private static void removeNamespaces(String prefix) throws Exception {
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted(Comparator.reverseOrder())
                .toList());
    }

    /** Where the switch is, and overtap. */
    String ops() {
        return prefix + "ops";
    }

    WholeSentence sentence(String source) {
        return new WholeSentence(home, ops(), source, ports, vswitch.environment());
    }

    /** Adds a namespace that has nothing but its loopback interface. */
    void host(String host) throws Exception {
        Namespaces.add(List.of(prefix + host));
        run("ip -n " + prefix + host + " link set lo up");
        ports.put("/run/netns/" + prefix + host, new ArrayList<>());
    }

    String run(String line) {
        List<String> words = new ArrayList<>();
        if (line.startsWith("ovs-")) {
            words.add("env");
            words.addAll(vswitch.environment());
        }
        words.addAll(List.of(line.split(" ")));
        Live.Ended ended = Live.run(home, words);
        assertThat(ended.code()).as(line + "\n" + ended.err()).isZero();
        return ended.out();
    }

    void bridge(String name) {
        run("ovs-vsctl --timeout=20 add-br " + name + " -- set bridge " + name + " datapath_type=netdev");
    }

    /** A host with an interface at a port of a bridge. */
    void plug(String host, String device, String address, String bridge, String settings) throws Exception {
        String namespace = prefix + host;
        if (!ports.containsKey("/run/netns/" + namespace)) {
            host(host);
        }
        String port = host + "-" + device;
        run("ip link add " + device + " netns " + namespace + " type veth peer name " + port + " netns " + ops());
        run("ip -n " + ops() + " link set " + port + " up");
        run("ip -n " + namespace + " addr add " + address + " dev " + device);
        run("ip -n " + namespace + " link set " + device + " up");
        run(("ovs-vsctl --timeout=20 add-port " + bridge + " " + port + " " + settings).strip());
        ports.get("/run/netns/" + namespace).add(device);
        ports.get("/run/netns/" + ops()).add(port);
    }

    void exporter(String table, String column, String bridge, String settings) {
        run("ovs-vsctl -- --id=@n create " + table + " targets=\"127.0.0.1:20999\" " + settings + " -- set Bridge "
                + bridge + " " + column + "=@n");
    }

    /** What stands in the database, with the names of all rows. */
    String rows() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "Bridge _uuid,name,ports,mirrors,netflow,ipfix,sflow,external_ids,other_config",
                "Port _uuid,name,interfaces,tag,trunks,vlan_mode,external_ids",
                "Interface _uuid,name,type,options,external_ids",
                "Mirror _uuid,name,output_port,select_all,external_ids",
                "NetFlow _uuid,targets,external_ids,engine_id",
                "IPFIX _uuid,targets,external_ids,sampling,other_config",
                "sFlow _uuid,targets,external_ids,sampling")) {
            String[] words = table.split(" ");
            all.append(run("ovs-vsctl --format=csv --columns=" + words[1] + " list " + words[0]));
        }
        return all.toString();
    }
}

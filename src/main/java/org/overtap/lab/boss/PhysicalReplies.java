package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.MappedMachine.Port;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.mapper.VirtualMember;

/**
 * What the boss tells of the machines. Of a shaper it knows one name and no shaping port: interfaces without an
 * address are not told.
 */
final class PhysicalReplies {
    private final ExperimentId id;
    private final Blueprint built;
    private final NodeStates nodes;

    PhysicalReplies(ExperimentId id, Blueprint built, NodeStates nodes) {
        this.id = id;
        this.built = built;
        this.nodes = nodes;
    }

    Map<String, Object> mapping() {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (MappedMachine machine : built.machines()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", machine.name());
            row.put("node", machine.nodeId().toString());
            row.put("pnode", machine.nodeId().toString());
            row.put("type", machine.type());
            row.put("osid", machine.os());
            String state = nodes.of(machine.nodeId());
            row.put("status", state.equals(NodeStates.UP) ? "up" : "down");
            row.put("eventstatus", state);
            row.put("erole", role(machine));
            mapping.put(machine.name(), row);
        }
        return mapping;
    }

    private static String role(MappedMachine machine) {
        return machine.kind() == MappedMachine.Kind.SHAPER ? "delaynode" : "node";
    }

    Map<String, Object> physical() {
        List<Object> interfaces = new ArrayList<>();
        for (MappedMachine machine : built.machines()) {
            machine.ports().stream()
                    .filter(port -> !port.ip().isEmpty())
                    .forEach(port -> interfaces.add(experimental(machine, port)));
        }
        built.machines().forEach(machine -> interfaces.add(control(machine)));
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("nodes", built.machines().stream().map(this::reserved).toList());
        physical.put("interfaces", interfaces);
        return physical;
    }

    private Object reserved(MappedMachine machine) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("node_id", machine.nodeId().toString());
        row.put("pid", id.pid());
        row.put("eid", id.eid());
        row.put("exptidx", id.index());
        row.put("vname", machine.name());
        row.put("erole", role(machine));
        row.put("simhost_violation", 0);
        row.put("old_exptidx", 0);
        row.put("inner_elab_boot", 0);
        row.put("plab_role", "none");
        row.put("plab_boot", 0);
        row.put("mustwipe", 0);
        return row;
    }

    private static Object experimental(MappedMachine machine, Port port) {
        int card = Integer.parseInt(port.iface().replaceAll("\\D", ""));
        Card place = new Card(card, port.iface(), "expt", Long.toString(port.mbps()));
        Map<String, Object> row = networkCard(machine, place, port.mac(), port.ip(), port.mask());
        row.put("IPaliases", String.join(",", port.aliases()));
        return row;
    }

    private static Object control(MappedMachine machine) {
        NodeId node = machine.nodeId();
        return networkCard(
                machine, new Card(0, "eth0", "ctrl", "100"), node.mac(0), node.controlIp(), NodeId.CONTROL_MASK);
    }

    private record Card(int number, String iface, String role, String speed) {}

    private static Map<String, Object> networkCard(
            MappedMachine machine, Card card, String mac, String ip, String mask) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("node_id", machine.nodeId().toString());
        row.put("card", card.number());
        row.put("port", 1);
        row.put("mac", mac);
        row.put("IP", ip);
        row.put("IPaliases", "");
        row.put("mask", mask);
        row.put("interface_type", "bce");
        row.put("iface", card.iface());
        row.put("role", card.role());
        row.put("current_speed", card.speed());
        row.put("duplex", "full");
        row.put("rtabid", 0);
        row.put("whol", 0);
        row.put("trunk", 0);
        row.put("trunk_mode", "equal");
        row.put("uuid", "");
        row.put("logical", 0);
        return row;
    }

    /** Of a link two rows, each named after the other end, whose packets it captures; of a LAN one for each member. */
    List<Object> traces() {
        List<Object> rows = new ArrayList<>();
        for (Inline delay : built.delays()) {
            VirtualMember near = delay.delay().near();
            VirtualMember far = delay.delay().far();
            if (delay.delay().link()) {
                addTrace(rows, delay, near, far.node());
                addTrace(rows, delay, far, near.node());
            } else {
                addTrace(rows, delay, near, near.node());
            }
        }
        return rows;
    }

    private void addTrace(List<Object> rows, Inline delay, VirtualMember member, String vnode) {
        if (!member.trace().wanted() || member.trace().onEndNode()) {
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("node_id", built.machine(delay.machine()).orElseThrow().nodeId().toString());
        row.put("idx", rows.size() + 1);
        row.put("iface0", delay.iface0());
        row.put("iface1", delay.iface1());
        row.put("pid", id.pid());
        row.put("eid", id.eid());
        row.put("exptidx", id.index());
        row.put("linkvname", delay.label());
        row.put("vnode", vnode);
        row.put("trace_type", member.trace().type());
        row.put("trace_expr", member.trace().expression());
        row.put("trace_snaplen", member.trace().snapLength());
        row.put("trace_db", 0);
        row.put("delayvname", delay.machine());
        rows.add(row);
    }
}

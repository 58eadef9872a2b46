package org.overtap.lab.boss;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.net.LabException;

/** The methods of the module {@code node}. */
final class NodeMethods {
    private static final String TYPE = "pc3000";
    /** A type of which all machines are in other hands, as sites have them. */
    private static final String OTHER_TYPE = "pc850";

    private static final String VIRTUAL_TYPE = "pcvm";

    private final Experiment experiment;
    private final MachinePool hardware;

    NodeMethods(Experiment experiment, MachinePool hardware) {
        this.experiment = experiment;
        this.hardware = hardware;
    }

    /** The methods by name. */
    Map<String, Method> table() {
        Map<String, Method> table = new LinkedHashMap<>();
        table.put("node.available", Method.openForAll(List.of(), this::available));
        table.put("node.getlist", Method.openForAll(List.of(), given -> MethodReply.told(list(given))));
        table.put("node.typeinfo", Method.openForAll(List.of(), this::typeinfo));
        table.put("node.hostkeys", Method.openForAll(List.of("node"), this::hostkeys));
        table.put("node.sshdescription", Method.openForAll(List.of(), this::sshdescription));
        return table;
    }

    private MethodReply available(Arguments given) {
        return MethodReply.told(ofOurType(given) ? hardware.free() : 0);
    }

    private static boolean ofOurType(Arguments given) {
        return given.text("type").map(TYPE::equals).orElse(true)
                && given.text("class").map("pc"::equals).orElse(true);
    }

    private Map<String, Object> list(Arguments given) {
        List<String> wanted = given.text("nodes")
                .map(names -> Arrays.asList(names.split(",")))
                .orElse(List.of());
        Map<String, Object> nodes = new LinkedHashMap<>();
        if (ofOurType(given)) {
            hardware.pool().stream()
                    .filter(node -> wanted.isEmpty() || wanted.contains(node.toString()))
                    .forEach(node -> nodes.put(node.toString(), entry(node)));
        }
        return nodes;
    }

    private Map<String, Object> entry(NodeId node) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("node_id", node.toString());
        entry.put("type", TYPE);
        entry.put("free", hardware.isFree(node));
        return entry;
    }

    private MethodReply typeinfo(Arguments given) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put(TYPE, type("pc", TYPE, 0));
        rows.put(OTHER_TYPE, type("pc", OTHER_TYPE, 0));
        rows.put(VIRTUAL_TYPE, type(VIRTUAL_TYPE, VIRTUAL_TYPE, 1));
        Optional<String> wanted = given.text("type");
        if (wanted.isEmpty()) {
            return MethodReply.told(rows);
        }
        return rows.containsKey(wanted.get())
                ? MethodReply.told(Map.of(wanted.get(), rows.get(wanted.get())))
                : MethodReply.failed(MethodReply.ERROR, "No such type: " + wanted.get());
    }

    private static Map<String, Object> type(String ofClass, String name, int virtual) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("class", ofClass);
        row.put("type", name);
        List.of(
                        "isvirtnode",
                        "isjailed",
                        "isdynamic",
                        "isremotenode",
                        "issubnode",
                        "isplabdslice",
                        "isplabphysnode",
                        "issimnode",
                        "isgeninode",
                        "isfednode",
                        "isswitch")
                .forEach(flag -> row.put(flag, 0));
        row.put("isvirtnode", virtual);
        return row;
    }

    private MethodReply hostkeys(Arguments given) throws Fault {
        String name = given.text("node").orElse("");
        Optional<NodeId> node = hardware.pool().stream()
                .filter(one -> one.toString().equals(name))
                .findFirst();
        if (node.isEmpty()) {
            return MethodReply.failed(MethodReply.ERROR, "No such node: " + name);
        }
        if (hardware.isFree(node.get())) {
            return MethodReply.failed(MethodReply.FORBIDDEN, "You do not have permission to access node: " + name);
        }
        try {
            return MethodReply.told(Map.of("sshrsa_v2", hardware.hostKey(node.get())));
        } catch (LabException e) {
            throw new Fault("exceptions.IOError:" + e.getMessage());
        }
    }

    private MethodReply sshdescription(Arguments given) {
        Map<String, Object> all = new LinkedHashMap<>();
        machines().forEach(machine -> all.put(machine.nodeId().toString(), description(machine)));
        Optional<String> node = given.text("node");
        if (node.isEmpty()) {
            return MethodReply.told(all);
        }
        return all.containsKey(node.get())
                ? MethodReply.told(all.get(node.get()))
                : MethodReply.failed(MethodReply.ERROR, "No such node: " + node.get());
    }

    private Map<String, Object> description(MappedMachine machine) {
        ExperimentId id = experiment.id();
        return Map.of("hostname", String.join(".", machine.name(), id.eid(), id.pid(), id.domain()));
    }

    private List<MappedMachine> machines() {
        return experiment.snapshot().built().map(Blueprint::machines).orElse(List.of());
    }
}

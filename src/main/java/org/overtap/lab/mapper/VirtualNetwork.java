package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * The nodes and segments of a script, with the experiment-wide settings that decide where shaping happens.
 *
 * @param nodes in the script's order
 * @param lans links and LANs, in the rows' order
 * @param endNodeShaping what is shaped is shaped on the nodes themselves
 * @param allOnEndNodes every link is shaped on its end nodes, whatever its speed
 * @param capacity how many virtual delays one shaper may carry
 */
public record VirtualNetwork(
        List<VirtualNode> nodes, List<VirtualLan> lans, boolean endNodeShaping, boolean allOnEndNodes, int capacity) {
    private static final int USUAL_CAPACITY = 2;

    public VirtualNetwork {
        nodes = List.copyOf(nodes);
        lans = List.copyOf(lans);
    }

    /** Reads the tables virt_nodes, virt_lans and experiments. */
    public static VirtualNetwork of(VirtualExperiment experiment) {
        Row settings =
                new Row(experiment.rows("experiments").stream().findFirst().orElse(Map.of()));
        int wanted = settings.whole("delay_capacity");
        return new VirtualNetwork(
                nodesOf(experiment),
                lansOf(experiment),
                settings.yes("uselinkdelays"),
                settings.yes("forcelinkdelays"),
                wanted == 0 ? USUAL_CAPACITY : Math.min(wanted, USUAL_CAPACITY));
    }

    /** A node of a type of the script's own is played by the first kind of machine that the type stands for. */
    private static List<VirtualNode> nodesOf(VirtualExperiment experiment) {
        Map<String, String> own = new LinkedHashMap<>();
        experiment
                .rows("virt_vtypes")
                .forEach(row ->
                        own.put(row.get("name"), row.getOrDefault("members", "").split(" ")[0]));
        return experiment.nodes().stream()
                .map(VirtualNode::of)
                .map(node -> node.withType(own.getOrDefault(node.type(), node.type())))
                .toList();
    }

    private static List<VirtualLan> lansOf(VirtualExperiment experiment) {
        Map<String, List<VirtualMember>> members = new LinkedHashMap<>();
        experiment.lans().stream().map(VirtualMember::of).forEach(member -> members.computeIfAbsent(
                        member.lan(), name -> new ArrayList<>())
                .add(member));
        return members.entrySet().stream()
                .map(lan -> new VirtualLan(lan.getKey(), lan.getValue()))
                .toList();
    }

    Optional<VirtualNode> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }
}

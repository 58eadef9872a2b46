package org.overtap.lab.boss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.Mapper;
import org.overtap.lab.mapper.VirtualNetwork;

/** An experiment for people to read. */
final class Report {
    private final BossState experiment;

    Report(BossState experiment) {
        this.experiment = experiment;
    }

    /** One entry of the full list of experiments. */
    Map<String, Object> summary() {
        VirtualNetwork network = VirtualNetwork.of(experiment.virtual());
        Mapper mapper = new Mapper(network);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("pid", experiment.id().pid());
        entry.put("gid", experiment.id().pid());
        entry.put("name", experiment.id().eid());
        entry.put("description", "demo");
        entry.put("state", experiment.state());
        entry.put("expt_head", experiment.id().head());
        entry.put("minimum_nodes", mapper.names().size());
        entry.put("maximum_nodes", network.nodes().size() + mapper.virtualDelays());
        entry.put("actual_nodes", machines().size());
        return entry;
    }

    private List<MappedMachine> machines() {
        return experiment.built().map(Blueprint::machines).orElse(List.of());
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "Experiment: %s\nState: %s\n\n".formatted(experiment.id().text(), experiment.state()));
        text.append("Virtual Node Info:\nID              Type         OS\n");
        VirtualNetwork.of(experiment.virtual())
                .nodes()
                .forEach(node -> text.append("%-15s %-12s %s\n".formatted(node.name(), node.type(), node.os())));
        text.append("\nPhysical Node Mapping:\nID              Type         Physical\n");
        machines()
                .forEach(machine ->
                        text.append("%-15s %-12s %s\n".formatted(machine.name(), machine.type(), machine.nodeId())));
        text.append("\nVirtual Lan/Link Info:\nID              Member          IP              Delay     BW (Kbs)\n");
        experiment
                .virtual()
                .lans()
                .forEach(row -> text.append("%-15s %-15s %-15s %-9s %s\n"
                        .formatted(
                                row.get("vname"),
                                row.get("member"),
                                row.get("ip"),
                                row.get("delay"),
                                row.get("bandwidth"))));
        return text.toString();
    }
}

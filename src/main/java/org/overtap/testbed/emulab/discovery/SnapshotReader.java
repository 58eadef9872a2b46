package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.overtap.overlay.taps.TapNames;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.ExperimentControl;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.testbed.emulab.boss.ExperimentState;
import org.overtap.testbed.emulab.boss.ReplyStruct;
import org.overtap.testbed.emulab.rewrite.InlineTap;
import org.overtap.testbed.emulab.rewrite.ListeningTap;
import org.overtap.testbed.emulab.rewrite.RewriteException;

/** Asks the boss for everything it tells about an experiment, which must be active. */
public final class SnapshotReader {
    private static final List<String> TABLES = List.of("nodes", "lans", "lan_lans", "lan_settings");

    private final BossClient boss;
    private final ExperimentName experiment;

    public SnapshotReader(BossClient boss, ExperimentName experiment) {
        this.boss = boss;
        this.experiment = experiment;
    }

    public ExperimentSnapshot read() throws TestbedException {
        requireActive();
        Map<String, MachineAllocation> machines = new TreeMap<>();
        List<String> unnamed = new ArrayList<>();
        for (Map.Entry<String, ReplyStruct> row : info("mapping").structs().entrySet()) {
            MachineAllocation machine = MachineAllocation.of(row.getValue(), row.getKey());
            if (machine.name().isBlank() || machine.name().equals("None")) {
                unnamed.add(machine.id());
            } else {
                machines.put(machine.name(), machine);
            }
        }
        Map<String, ReplyStruct> links = info("links").structs();
        List<Port> ports = new ArrayList<>();
        for (ReplyStruct row : info("physical").list("interfaces")) {
            ports.add(Port.of(row));
        }
        ReplyStruct virtual = virtualTopology();
        ReplyStruct settings = virtual.struct("settings");
        Map<String, List<LanMember>> lans = lans(virtual.list("lans"), links);
        Set<String> nodes = names(virtual.list("nodes"));
        Set<String> bridges = bridges(virtual.list("nodes"), lans);
        String script = bridges.isEmpty() && nodes.stream().noneMatch(TapNames::isLike)
                ? ""
                : control().nsfile();
        return new ExperimentSnapshot(
                experiment,
                machines,
                unnamed.stream().sorted().toList(),
                nodes,
                lans,
                List.copyOf(ports),
                settings.flag("uselinkdelays") || settings.flag("forcelinkdelays"),
                flooding(virtual.list("lan_settings")),
                bridges,
                added(script, InlineTap::in),
                added(script, ListeningTap::in));
    }

    private void requireActive() throws TestbedException {
        String state = String.valueOf(boss.value("experiment.state", experiment.arguments()));
        if (!state.equals("active")) {
            throw new TestbedException(
                    "experiment " + experiment + " is " + state + ", not active: " + ExperimentState.advice(state));
        }
    }

    private ReplyStruct info(String aspect) throws TestbedException {
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("aspect", aspect);
        return ReplyStruct.of("experiment.info(" + aspect + ")", boss.value("experiment.info", arguments));
    }

    private ReplyStruct virtualTopology() throws TestbedException {
        String method = "experiment.virtual_topology";
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("tables", TABLES);
        List<ReplyStruct> documents = ReplyStruct.list(method, boss.value(method, arguments));
        if (documents.isEmpty()) {
            throw new TestbedException(method + ": the boss's answer is empty");
        }
        return documents.get(0).struct("experiment");
    }

    private static Set<String> names(List<ReplyStruct> rows) throws TestbedException {
        Set<String> names = new TreeSet<>();
        for (ReplyStruct row : rows) {
            names.add(row.required("vname"));
        }
        return names;
    }

    /** A bridge is known by its role, and where that is not told by what its ports are marked with. */
    private static Set<String> bridges(List<ReplyStruct> rows, Map<String, List<LanMember>> lans)
            throws TestbedException {
        Set<String> names = new TreeSet<>();
        for (ReplyStruct row : rows) {
            if (row.text("role").equals("bridge")) {
                names.add(row.required("vname"));
            }
        }
        lans.values().stream()
                .flatMap(List::stream)
                .filter(member -> member.node().equals(member.bridge()))
                .forEach(member -> names.add(member.node()));
        return names;
    }

    private ExperimentControl control() {
        return new ExperimentControl(boss, experiment, () -> {});
    }

    /** What was added as a tap is in the script only; a block that was edited by hand tells nothing. */
    private static <T> List<T> added(String script, Function<String, List<T>> reader) {
        try {
            return reader.apply(script);
        } catch (RewriteException e) {
            return List.of();
        }
    }

    private Map<String, List<LanMember>> lans(List<ReplyStruct> rows, Map<String, ReplyStruct> links)
            throws TestbedException {
        Map<String, List<LanMember>> lans = new TreeMap<>();
        Set<String> told = new LinkedHashSet<>(links.keySet());
        for (ReplyStruct row : rows) {
            String key = row.required("member");
            ReplyStruct link = links.get(key);
            if (link == null || !told.remove(key)) {
                throw contradiction(
                        key, link == null ? "only virtual_topology knows it" : "virtual_topology has it twice");
            }
            if (!link.required("name").equals(row.required("vname"))) {
                throw contradiction(key, "it is on " + link.text("name") + " and on " + row.text("vname"));
            }
            LanMember member = LanMember.of(link, row);
            lans.computeIfAbsent(member.lan(), name -> new ArrayList<>()).add(member);
        }
        if (!told.isEmpty()) {
            throw contradiction(told.iterator().next(), "only info links knows it");
        }
        lans.values().forEach(members -> members.sort(LanMember.ORDER));
        return lans;
    }

    private TestbedException contradiction(String member, String text) {
        return new TestbedException("experiment " + experiment + ": the boss contradicts itself about member " + member
                + ": " + text + ". If the experiment is being modified, wait until that is done");
    }

    private static Set<String> flooding(List<ReplyStruct> rows) throws TestbedException {
        Set<String> names = new TreeSet<>();
        for (ReplyStruct row : rows) {
            if (row.text("capkey").equals("nomac_learning") && row.flag("capval")) {
                names.add(row.required("vname"));
            }
        }
        return names;
    }
}

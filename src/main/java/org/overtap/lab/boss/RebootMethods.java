package org.overtap.lab.boss;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.lab.boss.Experiment.Rebooting;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.boss.wire.PythonText;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.NodeId;

/** The methods that boot machines again, and those that tell how they stand. */
final class RebootMethods {
    private static final String DIED = "*** /usr/testbed/bin/node_reboot:\n    ";
    private static final int LONGEST_SECONDS = 360;

    private final Experiment experiment;
    private final MachinePool hardware;

    RebootMethods(Experiment experiment, MachinePool hardware) {
        this.experiment = experiment;
        this.hardware = hardware;
    }

    /** The methods by name. */
    Map<String, Method> table() {
        Map<String, Method> table = new LinkedHashMap<>();
        table.put("node.reboot", Method.closableForAll(List.of("nodes"), this::rebootNodes));
        table.put("experiment.reboot", Method.closable(List.of("proj", "exp"), given -> reboot(machines(), given, "")));
        table.put("node.statewait", Method.closableForAll(List.of("node", "state"), this::statewait));
        return table;
    }

    private List<MappedMachine> machines() {
        return experiment.snapshot().built().map(Blueprint::machines).orElse(List.of());
    }

    private MethodReply rebootNodes(Arguments given) throws Fault {
        String[] names = given.text("nodes").orElse("").split("[ \\t\\n,]+", -1);
        List<MappedMachine> wanted = new ArrayList<>();
        for (String name : names) {
            if (hardware.pool().stream().noneMatch(node -> node.toString().equals(name))) {
                return died("Node " + name + " does not exist!");
            }
            Optional<MappedMachine> machine = machines().stream()
                    .filter(one -> one.nodeId().toString().equals(name))
                    .findFirst();
            if (machine.isEmpty()) {
                return died("You are not allowed to reboot " + name + "!");
            }
            wanted.add(machine.get());
        }
        String words = Arrays.stream(names).map(name -> " '" + name + "'").collect(Collectors.joining());
        return reboot(wanted, given, words);
    }

    private static MethodReply died(String text) {
        return new MethodReply(MethodReply.ERROR, 255, DIED + text + "\n");
    }

    /** Without waiting, it is over when the machines went down; they come up by themselves. */
    private MethodReply reboot(List<MappedMachine> wanted, Arguments given, String words) throws Fault {
        if (wanted.isEmpty()) {
            return died("There are no nodes reserved in " + experiment.id().text());
        }
        NodeReboot how = new NodeReboot(given.yes("power"), given.yes("slow"), given.yes("reconfig"));
        List<Rebooting> reboots = experiment.reboot(wanted, how);
        StringBuilder said = new StringBuilder();
        String verb = how.reconfigure() ? "reconfigure" : "reboot";
        for (Rebooting one : reboots) {
            String name = "reboot (" + one.machine().nodeId() + "): ";
            one.gone().join();
            said.append(name).append("Attempting to ").append(verb).append(" ...\n");
            said.append(name).append("Successful!\n");
        }
        int failures = 0;
        if (given.yes("wait")) {
            said.append("reboot: Waiting (").append(LONGEST_SECONDS).append("s) for nodes to come up.\n");
            for (Rebooting one : reboots) {
                boolean well = one.up().join();
                failures += well ? 0 : 1;
                said.append("reboot (").append(one.machine().nodeId()).append("): ");
                said.append(well ? "alive and well.\n" : "reported a TBFAILED event.\n");
            }
        }
        said.append("reboot: Done. There were ")
                .append(failures)
                .append(" failures.\n")
                .append(words);
        return failures == 0
                ? new MethodReply(MethodReply.SUCCESS, 0, said.toString())
                : new MethodReply(MethodReply.ERROR, failures, said.toString());
    }

    private MethodReply statewait(Arguments given) throws InterruptedException {
        String name = given.text("node").orElse("");
        if (!name.matches("[-\\w]*")) {
            return MethodReply.failed(MethodReply.BAD_ARGUMENTS, "Improperly formed node value!");
        }
        Optional<NodeId> node = machines().stream()
                .map(MappedMachine::nodeId)
                .filter(id -> id.toString().equals(name))
                .findFirst();
        if (node.isEmpty()) {
            return MethodReply.failed(MethodReply.ERROR, "No such node: " + name);
        }
        List<String> wanted = given.texts("state");
        Optional<Duration> limit = given.text("timeout")
                .map(Double::parseDouble)
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
        return experiment
                .nodes()
                .await(node.get(), wanted, limit)
                .map(state -> new MethodReply(MethodReply.SUCCESS, state, state))
                .orElseGet(() -> MethodReply.failed(
                        MethodReply.TIMED_OUT, "Timed out waiting for states: " + PythonText.of(wanted)));
    }
}

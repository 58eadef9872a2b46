package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Blueprint.End;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.Wire;
import org.overtap.lab.mapper.Mac;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.NodeFiles;
import org.overtap.shell.ShellQuote;

/** The machines and the switch of a lab: builds what a blueprint says, and clears it away. */
public final class LabMachines {
    private final LabFolder folder;
    private final LabSettings settings;
    private final NodeHostKeys hostKeys;

    public LabMachines(LabFolder folder, LabSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.hostKeys = new NodeHostKeys(folder);
    }

    /** Builds everything and waits until every machine can be logged into. */
    public void build(Blueprint blueprint) throws LabException {
        LabName lab = settings.lab();
        hostKeys.make(blueprint.machines().stream().map(MappedMachine::nodeId).toList());
        Namespaces.add(blueprint.machines().stream()
                .map(machine -> lab.machine(machine.name()))
                .toList());
        HostCommand.runWith(cables(blueprint), List.of("ip", "-batch", "-"));
        HostCommand.inNamespace(lab.net(), SwitchSetup.script(blueprint, settings));
        MachineSetup setup = setup(blueprint);
        NodeFiles files = files(blueprint);
        Parallel.each(blueprint.machines(), machine -> boot(machine, setup.of(machine), files));
        SshWait.forAll(blueprint.machines(), folder, lab);
    }

    /** Ends every machine and takes its cables out of the switch; passes over what is not there. */
    public void clear(Blueprint blueprint) throws LabException {
        LabName lab = settings.lab();
        HostCommand.inNamespace(lab.net(), SwitchSetup.clear());
        Namespaces.remove(blueprint.machines().stream()
                .map(machine -> lab.machine(machine.name()))
                .toList());
        List<String> argv = new ArrayList<>(List.of("rm", "-rf", "--one-file-system"));
        blueprint
                .machines()
                .forEach(machine -> argv.add(folder.machine(machine.name()).toString()));
        HostCommand.runWith("", argv);
    }

    private String cables(Blueprint blueprint) {
        LabName lab = settings.lab();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < blueprint.machines().size(); i++) {
            MappedMachine machine = blueprint.machines().get(i);
            lines.add("link add eth0 address %s netns %s type veth peer name c%d netns %s"
                    .formatted(Mac.colons(machine.nodeId().mac(0)), lab.machine(machine.name()), i, lab.net()));
        }
        blueprint.wires().forEach(wire -> lines.add(cable(wire)));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private String cable(Wire wire) {
        return "link add " + end(wire.a()) + " type veth peer name " + end(wire.b());
    }

    private String end(End end) {
        LabName lab = settings.lab();
        return end.machine().isEmpty()
                ? end.iface() + " netns " + lab.net()
                : "%s address %s netns %s".formatted(end.iface(), Mac.colons(end.mac()), lab.machine(end.machine()));
    }

    private void boot(MappedMachine machine, String setup, NodeFiles files) throws LabException {
        Path here = folder.machine(machine.name());
        try {
            Path root = here.resolve("files");
            for (Map.Entry<String, String> file : files.of(machine).entrySet()) {
                MachineImage.write(root, file.getKey(), "rw-r--r--", file.getValue());
            }
            Files.writeString(here.resolve("unplug.sh"), MachineSetup.unplug(machine));
            new Boot(folder, settings.lab())
                    .start(
                            machine.name(),
                            machine.nodeId().toString(),
                            files.nickname(machine),
                            setup,
                            settings.withoutPackages().contains(machine.name()));
        } catch (IOException e) {
            throw new LabException("machine " + machine.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a program of the experiment on a node, as the user, and leaves it running.
     *
     * @param program its name, after which its output is kept in {@code /local/logs}
     * @param command a line for a POSIX shell
     */
    public void startProgram(String node, String program, String command) throws LabException {
        String namespace = settings.lab().machine(node);
        long first = Namespaces.firstProcess(namespace)
                .orElseThrow(() -> new LabException("node " + node + " does not run"));
        String log = ShellQuote.word("/local/logs/" + program + ".log");
        List<String> argv = new ArrayList<>(insideOf(first));
        argv.addAll(List.of("runuser", "-u", settings.user(), "--", "sh", "-c"));
        argv.add("cd && setsid sh -c " + ShellQuote.word(command) + " </dev/null >" + log + " 2>&1 &");
        HostCommand.runWith("", argv);
    }

    /** How to enter a machine by its first process: its network, processes, files and name. */
    public static List<String> insideOf(long firstProcess) {
        return List.of(
                "nsenter",
                "--target",
                Long.toString(firstProcess),
                "--net",
                "--pid",
                "--mount",
                "--uts",
                "--ipc",
                "--");
    }

    /**
     * Changes what shapers and bridges shape while they run, as far as the two differ, and what they say about it.
     *
     * @param before what was built
     * @param after the same machines and cables with other shaping
     */
    public void reshape(Blueprint before, Blueprint after) throws LabException {
        MachineSetup setup = setup(after);
        NodeFiles files = files(after);
        for (int i = 0; i < after.delays().size(); i++) {
            Inline old = before.delays().get(i);
            Inline now = after.delays().get(i);
            if (!old.equals(now)) {
                inside(now.machine(), "wire=/usr/local/etc/emulab/wire.pl\n" + setup.reshape(old, now));
                tell(after.machine(now.machine()).orElseThrow(), setup, files);
            }
        }
    }

    /** A machine's own files are for its next boot as well. */
    private void tell(MappedMachine machine, MachineSetup setup, NodeFiles files) throws LabException {
        for (Map.Entry<String, String> file :
                files.configuration(machine.name()).entrySet()) {
            inside(machine.name(), "cat >" + ShellQuote.word(file.getKey()) + " <<'END'\n" + file.getValue() + "END\n");
        }
        try {
            Files.writeString(folder.machine(machine.name()).resolve("setup.sh"), setup.of(machine));
        } catch (IOException e) {
            throw new LabException("machine " + machine.name() + " cannot be changed: " + e.getMessage(), e);
        }
    }

    /** Brings an interface of a running node down or up. */
    public void carrier(Blueprint built, String node, String iface, boolean up) throws LabException {
        inside(node, setup(built).carrier(built.machine(node).orElseThrow(), iface, up));
    }

    /** Configures a running machine's network anew, with its processes as they are. */
    public void reconfigure(Blueprint built, MappedMachine machine) throws LabException {
        inside(
                machine.name(),
                MachineSetup.unplug(machine).replace("exit 0\n", "") + "wire=/usr/local/etc/emulab/wire.pl\n"
                        + setup(built).of(machine));
    }

    /** Waits until a machine that boots can be logged into. */
    public void await(MappedMachine machine) throws LabException {
        SshWait.forAll(List.of(machine), folder, settings.lab());
    }

    private MachineSetup setup(Blueprint blueprint) {
        ShapingCommands shaping =
                new ShapingCommands(Netem.available(settings.lab().net()));
        return new MachineSetup(blueprint, shaping, settings.offloads(), settings.ipv6());
    }

    private NodeFiles files(Blueprint blueprint) {
        return new NodeFiles(blueprint, settings.eid() + "." + settings.pid());
    }

    private void inside(String name, String script) throws LabException {
        long first = Namespaces.firstProcess(settings.lab().machine(name))
                .orElseThrow(() -> new LabException("machine " + name + " does not run"));
        List<String> argv = new ArrayList<>(insideOf(first));
        argv.addAll(List.of("sh", "-eu", "-s"));
        HostCommand.runWith(script, argv);
    }

    /** What this lab cannot emulate of a blueprint, one sentence each. */
    public List<String> notes(Blueprint blueprint) {
        return new UnsupportedFeatures(blueprint, Netem.available(settings.lab().net())).sentences();
    }
}

package org.overtap.lab.boss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.overtap.lab.mapper.AddressCheck;
import org.overtap.lab.mapper.Assignment;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.Mapper;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.mapper.TooFewMachines;
import org.overtap.lab.mapper.VirtualNetwork;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabMachines;
import org.overtap.lab.net.LabSettings;
import org.overtap.lab.net.LabStatus;
import org.overtap.lab.net.NodeHostKeys;
import org.overtap.lab.net.NodePower;
import org.overtap.lab.ns.VirtualExperiment;

/** The testbed's machines: which are free, which are broken, and what is built on them. */
final class Hardware implements MachinePool {
    private static final int FIRST_MACHINE = 101;
    private static final int SLOW_MS = 30_000;

    private final LabFolder folder;
    private final LabSettings settings;
    private final LabMachines rack;
    private final NodePower power;
    private final ProgramStarter programs;
    private final Set<NodeId> broken = new HashSet<>();
    private List<NodeId> pool = List.of();
    private Assignment assignment = Assignment.none();
    private volatile Set<NodeId> used = Set.of();
    private volatile List<String> ignored = List.of();

    Hardware(LabFolder folder, LabSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.rack = new LabMachines(folder, settings);
        this.power = new NodePower(folder, settings.lab());
        this.programs = new ProgramStarter(rack);
    }

    @Override
    public void size(VirtualExperiment experiment) {
        int needed = new Mapper(VirtualNetwork.of(experiment)).names().size();
        pool = IntStream.range(FIRST_MACHINE, FIRST_MACHINE + needed + settings.free())
                .mapToObj(NodeId::new)
                .toList();
    }

    @Override
    public List<NodeId> pool() {
        return pool;
    }

    @Override
    public boolean isFree(NodeId machine) {
        return !used.contains(machine);
    }

    @Override
    public int free() {
        int pretended = FaultInjection.read(folder).free();
        return pretended >= 0 ? pretended : pool.size() - used.size();
    }

    @Override
    public String hostKey(NodeId machine) throws LabException {
        return new NodeHostKeys(folder).rsa(machine);
    }

    /** Assigns machines; those that were asked to break do, and are not used again. */
    @Override
    public Blueprint plan(VirtualExperiment experiment) throws LabException {
        FaultInjection faults = FaultInjection.read(folder);
        faults.replace().stream()
                .filter(name -> assignment.machines().containsKey(name))
                .forEach(name -> broken.add(assignment.of(name)));
        Mapper mapper = new Mapper(VirtualNetwork.of(experiment));
        try {
            List<NodeId> usable = faults.free() < 0 ? pool : few(faults.free());
            assignment = assignment.fixing(mapper.fixed(usable)).renew(mapper.names(), usable, broken);
            if (!faults.replace().isEmpty()) {
                faults.replaced().write(folder);
            }
        } catch (TooFewMachines e) {
            throw new LabException(e.getMessage(), e);
        } catch (IOException e) {
            throw new LabException(folder.faults() + " cannot be written: " + e.getMessage(), e);
        }
        ignored = Stream.of(
                        ProgramStarter.unplayed(experiment),
                        IgnoredRequests.of(experiment),
                        new AddressCheck(VirtualNetwork.of(experiment)).notes())
                .flatMap(List::stream)
                .toList();
        return mapper.blueprint(assignment);
    }

    /** The machines in use and only so many of the others. */
    private List<NodeId> few(int free) {
        List<NodeId> usable = new ArrayList<>(used);
        pool.stream().filter(machine -> !used.contains(machine)).limit(free).forEach(usable::add);
        return usable;
    }

    @Override
    public void build(Blueprint blueprint) throws LabException {
        linger(FaultInjection.read(folder).swapSlowMs());
        rack.build(blueprint);
        used = Set.copyOf(
                blueprint.machines().stream().map(MappedMachine::nodeId).toList());
    }

    @Override
    public void clear(Blueprint blueprint) throws LabException {
        rack.clear(blueprint);
        used = Set.of();
    }

    static void linger(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reshape(Blueprint before, Blueprint after) throws LabException {
        rack.reshape(before, after);
    }

    @Override
    public void carrier(Blueprint built, String node, String iface, boolean up) throws LabException {
        rack.carrier(built, node, iface, up);
    }

    @Override
    public void takeDown(MappedMachine machine, NodeReboot how) throws LabException {
        if (!how.power() && !how.slow()) {
            power.shutDown(machine.name());
        }
        power.off(machine.name());
        linger(how.slow() ? SLOW_MS : 0);
    }

    @Override
    public void bringUp(MappedMachine machine) throws LabException {
        power.on(machine.name());
        rack.await(machine);
    }

    @Override
    public void reconfigure(Blueprint built, MappedMachine machine) throws LabException {
        rack.reconfigure(built, machine);
    }

    @Override
    public void failIfAsked() throws LabException {
        if (!FaultInjection.read(folder).modifyFails().isEmpty()) {
            throw new LabException("a node failed to boot, as it was asked to");
        }
    }

    @Override
    public boolean staysSwapped() {
        return FaultInjection.read(folder).modifyFails().equals(Experiment.SWAPPED);
    }

    @Override
    public void report(String state, String failure, Optional<Blueprint> built) {
        List<LabStatus.Entry> machines = built.map(Blueprint::machines).orElse(List.of()).stream()
                .map(this::entry)
                .toList();
        List<String> notes = new ArrayList<>(built.map(rack::notes).orElse(List.of()));
        notes.addAll(ignored);
        try {
            new LabStatus(state, failure, machines, notes).write(folder);
        } catch (IOException e) {
            throw new IllegalStateException(folder.status() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private LabStatus.Entry entry(MappedMachine machine) {
        return new LabStatus.Entry(
                machine.name(),
                machine.kind().name().toLowerCase(Locale.ROOT),
                machine.nodeId().toString(),
                machine.nodeId().controlIp(),
                settings.lab().machine(machine.name()));
    }

    @Override
    public void startPrograms(VirtualExperiment experiment, Blueprint built) {
        programs.start(experiment, built);
    }

    @Override
    public void startPrograms(VirtualExperiment experiment, Blueprint built, String node) {
        programs.boot(experiment, built, node);
    }

    @Override
    public void goOnWithPrograms(VirtualExperiment experiment, Blueprint built) {
        programs.goOn(experiment, built);
    }

    @Override
    public void stopPrograms() {
        programs.stop();
    }
}

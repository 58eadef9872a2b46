package org.overtap.lab.boss;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.net.LabException;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * The experiment behind the boss: its states, and swapping it in, out and over to another script.
 *
 * <p>A swap moves the state before it returns and goes on in the background; a future tells how it ended, empty for
 * well.
 */
final class Experiment {
    static final String ACTIVE = "active";
    static final String SWAPPED = "swapped";

    private static final int AT_A_TIME = 12;

    private final ExperimentId id;
    private final MachinePool hardware;
    private final StateClock clock;
    private final BossScripts scripts;
    private final NodeStates nodes = new NodeStates();
    private final LocalDateTime created = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS);
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private volatile Content content;
    private volatile Optional<Blueprint> built = Optional.empty();
    private volatile String failure = "";

    /** A script and what it describes. */
    private record Content(String script, VirtualExperiment virtual) {}

    Experiment(ExperimentId id, MachinePool hardware, BossScripts scripts) {
        this.id = id;
        this.hardware = hardware;
        this.scripts = scripts;
        this.clock = new StateClock("new", state -> hardware.report(state, failure, built));
    }

    ExperimentId id() {
        return id;
    }

    StateClock clock() {
        return clock;
    }

    BossState snapshot() {
        Content now = content;
        return new BossState(id, clock.state(), now.script(), now.virtual(), built, created);
    }

    /** Reads the first script; the experiment is swapped out then, or ended if the script is refused. */
    void create(String script) {
        clock.set("prerunning");
        try {
            content = parsed(script);
            hardware.size(content.virtual());
            clock.set(SWAPPED);
        } catch (LabException e) {
            fail(e, "ended");
        }
    }

    /** Begins to swap in; empty when the state does not allow it. */
    Optional<CompletableFuture<Optional<String>>> swapIn() {
        return clock.move(SWAPPED, "activating") ? Optional.of(later(this::activate)) : Optional.empty();
    }

    /** Begins to swap out; empty when the state does not allow it. */
    Optional<CompletableFuture<Optional<String>>> swapOut() {
        return clock.move(ACTIVE, "swapping") ? Optional.of(later(this::deactivate)) : Optional.empty();
    }

    /**
     * Begins to change over to another script, or with none to swap again; empty when the state does not allow it.
     * Events of an experiment that runs go on, unless they are to be restarted.
     */
    Optional<CompletableFuture<Optional<String>>> modify(Optional<String> script, boolean restartEvents) {
        Optional<String> next = script;
        if (clock.move(ACTIVE, "modify_reparse")) {
            return Optional.of(later(() -> modifyActive(next, restartEvents)));
        }
        return clock.move(SWAPPED, "modify_parse") ? Optional.of(later(() -> modifySwapped(next))) : Optional.empty();
    }

    /** How the machines stand. */
    NodeStates nodes() {
        return nodes;
    }

    /** Does something while no swap goes on. */
    <T> T inTurn(Turn<T> work) throws LabException {
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return work.run();
                                } catch (LabException e) {
                                    throw new CompletionException(e);
                                }
                            },
                            background)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LabException known) {
                throw known;
            }
            throw e;
        }
    }

    /** Work on what is built. */
    interface Turn<T> {
        T run() throws LabException;
    }

    /** In turn: the same machines with other shaping. */
    void reshape(Blueprint shaped) throws LabException {
        hardware.reshape(built.orElseThrow(), shaped);
        built = Optional.of(shaped);
    }

    /** In turn: another description of the same script, for this swap-in's next and for whoever asks. */
    void describe(VirtualExperiment virtual) {
        content = new Content(content.script(), virtual);
    }

    /** In turn: brings an interface of a node down or up. */
    void carrier(String node, String iface, boolean up) throws LabException {
        hardware.carrier(built.orElseThrow(), node, iface, up);
    }

    /**
     * A machine that boots again.
     *
     * @param gone completed when it went down, or will not
     * @param up whether it came up
     */
    record Rebooting(MappedMachine machine, CompletableFuture<Void> gone, CompletableFuture<Boolean> up) {}

    /** Begins to boot machines again, a dozen at a time, when no swap goes on. */
    List<Rebooting> reboot(List<MappedMachine> machines, NodeReboot how) {
        List<Rebooting> reboots = machines.stream()
                .map(machine -> new Rebooting(machine, new CompletableFuture<>(), new CompletableFuture<>()))
                .toList();
        background.execute(() -> {
            ExecutorService hands = Executors.newFixedThreadPool(Math.min(machines.size(), AT_A_TIME));
            reboots.forEach(one -> hands.execute(() -> reboot(one, how)));
            reboots.forEach(one -> one.up().join());
            hands.shutdown();
        });
        return reboots;
    }

    private void reboot(Rebooting one, NodeReboot how) {
        boolean up = false;
        try {
            up = rebooted(one.machine(), how, one.gone());
        } finally {
            one.gone().complete(null);
            one.up().complete(up);
        }
    }

    private boolean rebooted(MappedMachine machine, NodeReboot how, CompletableFuture<Void> gone) {
        if (built.filter(now -> now.machines().contains(machine)).isEmpty()) {
            return false;
        }
        try {
            if (how.reconfigure()) {
                nodes.set(machine.nodeId(), "RECONFIG");
                hardware.reconfigure(built.orElseThrow(), machine);
                gone.complete(null);
            } else {
                nodes.set(machine.nodeId(), "SHUTDOWN");
                hardware.takeDown(machine, how);
                nodes.set(machine.nodeId(), "BOOTING");
                gone.complete(null);
                hardware.bringUp(machine);
                nodes.set(machine.nodeId(), "TBSETUP");
                hardware.startPrograms(content.virtual(), built.orElseThrow(), machine.name());
            }
            nodes.set(machine.nodeId(), NodeStates.UP);
            return true;
        } catch (LabException e) {
            System.err.println("node " + machine.name() + ": " + e.getMessage());
            nodes.set(machine.nodeId(), NodeStates.FAILED);
            return false;
        }
    }

    /** Runs the experiment's programs from the start again. */
    void replay() {
        built.ifPresent(blueprint -> hardware.startPrograms(content.virtual(), blueprint));
    }

    /** A stretch of background work that ends in a state of its own. */
    private interface Work {
        void run() throws LabException;
    }

    private CompletableFuture<Optional<String>> later(Work work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        failure = "";
                        work.run();
                        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
                    } catch (LabException | RuntimeException e) {
                        fail(e, built.isPresent() ? ACTIVE : SWAPPED);
                        return Optional.of(failure);
                    }
                },
                background);
    }

    private void fail(Exception cause, String state) {
        failure = String.valueOf(cause.getMessage());
        clock.set(state);
    }

    private Content parsed(String script) throws LabException {
        try {
            return new Content(script, BossScripts.completed(scripts.read(id.pid(), id.eid(), script)));
        } catch (NsScriptException e) {
            throw LabException.ofInput("the script is refused: " + e.getMessage());
        }
    }

    private void activate() throws LabException {
        enter(content);
        clock.set(ACTIVE);
        hardware.startPrograms(content.virtual(), built.orElseThrow());
    }

    private void deactivate() throws LabException {
        hardware.stopPrograms();
        leave();
        clock.set(SWAPPED);
    }

    private void modifySwapped(Optional<String> script) throws LabException {
        content = next(script);
        clock.set(SWAPPED);
    }

    /** Without a script, what stands stays, with what was changed in it since. */
    private Content next(Optional<String> script) throws LabException {
        return script.isPresent() ? parsed(script.get()) : content;
    }

    private void modifyActive(Optional<String> script, boolean restartEvents) throws LabException {
        Content before = content;
        Content next = next(script);
        Blueprint plan = hardware.plan(next.virtual());
        clock.set("modify_reswap");
        hardware.stopPrograms();
        leave();
        try {
            hardware.failIfAsked();
            hardware.build(plan);
            stands(plan);
            content = next;
        } catch (LabException e) {
            restore(before, plan, e);
        }
        clock.set(ACTIVE);
        if (restartEvents) {
            hardware.startPrograms(content.virtual(), built.orElseThrow());
        } else {
            hardware.goOnWithPrograms(content.virtual(), built.orElseThrow());
        }
    }

    private void restore(Content before, Blueprint plan, LabException cause) throws LabException {
        failure = cause.getMessage();
        hardware.clear(plan);
        if (hardware.staysSwapped()) {
            throw cause;
        }
        enter(before);
    }

    private void enter(Content wanted) throws LabException {
        Blueprint plan = hardware.plan(wanted.virtual());
        try {
            hardware.build(plan);
            stands(plan);
        } catch (LabException e) {
            hardware.clear(plan);
            throw e;
        }
    }

    private void stands(Blueprint plan) {
        plan.machines().forEach(machine -> nodes.set(machine.nodeId(), NodeStates.UP));
        built = Optional.of(plan);
    }

    private void leave() throws LabException {
        Optional<Blueprint> was = built;
        built = Optional.empty();
        if (was.isPresent()) {
            hardware.clear(was.get());
        }
    }
}

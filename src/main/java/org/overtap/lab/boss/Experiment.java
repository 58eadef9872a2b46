package org.overtap.lab.boss;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.overtap.lab.mapper.Blueprint;
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

    private final ExperimentId id;
    private final MachinePool hardware;
    private final StateClock clock;
    private final BossScripts scripts;
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
        String next = script.orElse(content.script());
        if (clock.move(ACTIVE, "modify_reparse")) {
            return Optional.of(later(() -> modifyActive(next, restartEvents)));
        }
        return clock.move(SWAPPED, "modify_parse") ? Optional.of(later(() -> modifySwapped(next))) : Optional.empty();
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
            VirtualExperiment virtual = scripts.read(id.pid(), id.eid(), script);
            String refusal = BossScripts.refusal(virtual);
            if (!refusal.isEmpty()) {
                throw LabException.ofInput("the script is refused: " + refusal);
            }
            return new Content(script, virtual);
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

    private void modifySwapped(String script) throws LabException {
        content = parsed(script);
        clock.set(SWAPPED);
    }

    private void modifyActive(String script, boolean restartEvents) throws LabException {
        Content before = content;
        Content next = parsed(script);
        Blueprint plan = hardware.plan(next.virtual());
        clock.set("modify_reswap");
        hardware.stopPrograms();
        leave();
        try {
            hardware.failIfAsked();
            hardware.build(plan);
            built = Optional.of(plan);
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
            built = Optional.of(plan);
        } catch (LabException e) {
            hardware.clear(plan);
            throw e;
        }
    }

    private void leave() throws LabException {
        Optional<Blueprint> was = built;
        built = Optional.empty();
        if (was.isPresent()) {
            hardware.clear(was.get());
        }
    }
}

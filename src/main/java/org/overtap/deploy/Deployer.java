package org.overtap.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.topology.Topology;

/**
 * Carries out a plan: checks every node, starts the collectors and waits until they listen, then starts the probes.
 * The state file names a node before anything is made there, so that a run that was cut off can be repeated or undone.
 */
public final class Deployer {
    private final StateFile state;
    private final InstrumentCatalogue instruments;
    private final NodeShells shells;
    private final Progress progress;

    public Deployer(StateFile state, InstrumentCatalogue instruments, NodeShells shells, Progress progress) {
        this.state = state;
        this.instruments = instruments;
        this.shells = shells;
        this.progress = progress;
    }

    /**
     * What a deploy did.
     *
     * @param deployment what runs now
     * @param changed how many daemons were started or stopped; 0 when all of it ran already
     */
    public record Outcome(Deployment deployment, int changed) {}

    /** The steps that a deployment consists of, stage by stage: checks, collectors, probes. */
    public static List<List<Step>> stages(Deployment deployment, InstrumentCatalogue instruments) {
        Topology topology = deployment.topology();
        OverlayPlan plan = deployment.plan();
        List<Daemon> collectors = Daemon.collectors(topology, plan, instruments);
        List<Daemon> probes = Daemon.probes(topology, plan, instruments);
        List<Daemon> all = new ArrayList<>(collectors);
        all.addAll(probes);
        return List.of(PreflightStep.forAll(all), starts(deployment, collectors), starts(deployment, probes));
    }

    /**
     * Deploys the plan, or what differs from the plan that runs.
     *
     * @throws DeployException if a node fails; a fresh deployment is then undone, a changed one left as far as it came
     */
    public Outcome deploy(Deployment wanted) throws DeployException {
        Optional<Deployment> before = state.read();
        List<List<Step>> stages = stages(wanted, instruments);
        StepRunner runner = new StepRunner(
                shells, progress, stages.stream().mapToInt(List::size).sum());
        runner.apply(stages.get(0));
        Deployment begun = wanted.touching(nodes(wanted.plan()));
        state.write(begun);
        int stopped = stopSuperseded(before, wanted);
        try {
            int started = started(runner.apply(stages.get(1))) + started(runner.apply(stages.get(2)));
            boolean same = started + stopped == 0;
            Deployment done = same && before.isPresent() && before.get().collected()
                    ? begun.completed().afterCollect()
                    : begun.completed();
            state.write(done);
            return new Outcome(done, started + stopped);
        } catch (DeployException e) {
            throw before.map(Deployment::touched).orElse(List.of()).isEmpty() ? undone(begun, e) : e;
        }
    }

    private DeployException undone(Deployment begun, DeployException cause) {
        try {
            int left = new Teardown(state, instruments, shells, Progress.SILENT)
                    .teardown(begun)
                    .leftovers();
            return new DeployException(cause.getMessage() + "\n"
                    + (left == 0
                            ? "everything that had been started was stopped and removed"
                            : left + " things are left"));
        } catch (DeployException e) {
            return new DeployException(cause.getMessage() + "\nand undoing it failed too: " + e.getMessage());
        }
    }

    /** What the old plan runs and the new one does not, on nodes that stay. */
    public static List<Daemon> superseded(
            Optional<Deployment> before, Deployment wanted, InstrumentCatalogue instruments) {
        if (before.isEmpty() || before.get().touched().isEmpty()) {
            return List.of();
        }
        Set<String> kept = new HashSet<>();
        daemons(wanted, instruments).forEach(daemon -> kept.add(place(daemon)));
        return daemons(before.get(), instruments).stream()
                .filter(daemon -> !kept.contains(place(daemon)))
                .filter(daemon -> wanted.topology().node(daemon.node()).isPresent())
                .toList();
    }

    /** Stops what is superseded; a daemon that only changed is restarted by its step. */
    private int stopSuperseded(Optional<Deployment> before, Deployment wanted) throws DeployException {
        List<Daemon> daemons = superseded(before, wanted, instruments);
        if (daemons.isEmpty()) {
            return 0;
        }
        List<Step> gone = starts(before.get(), daemons);
        List<String> failures = new StepRunner(shells, Progress.SILENT, gone.size()).undo(gone);
        if (!failures.isEmpty()) {
            throw new DeployException(String.join("\n", failures));
        }
        return gone.size();
    }

    private static List<Daemon> daemons(Deployment deployment, InstrumentCatalogue instruments) {
        List<Daemon> all = new ArrayList<>(Daemon.collectors(deployment.topology(), deployment.plan(), instruments));
        all.addAll(Daemon.probes(deployment.topology(), deployment.plan(), instruments));
        return all;
    }

    /** A daemon is known by its folder on its node: one that moves to another folder is another one. */
    private static String place(Daemon daemon) {
        return daemon.node() + "/" + daemon.name();
    }

    private static List<Step> starts(Deployment deployment, List<Daemon> daemons) {
        return daemons.stream()
                .<Step>map(daemon -> new StartStep(deployment, daemon))
                .toList();
    }

    private static int started(Map<Step, String> outcomes) {
        return (int) outcomes.values().stream().filter("started"::equals).count();
    }

    private static List<String> nodes(OverlayPlan plan) {
        Set<String> nodes = new LinkedHashSet<>();
        plan.collectors().forEach(c -> nodes.add(c.node()));
        plan.probes().forEach(p -> nodes.add(p.node()));
        return List.copyOf(nodes);
    }
}

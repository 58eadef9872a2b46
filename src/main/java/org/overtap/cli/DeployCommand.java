package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.StateFile;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.testbed.Setting;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import org.overtap.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deploys an overlay on a running experiment. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description =
                "Deploy an overlay on a running experiment, or a plan file. Deploying the same plan again changes nothing.",
        footer = {
            "",
            "Exit code 3: some conversation cannot be seen, the testbed has too few free nodes, or more machines came"
                    + " than --extra-nodes allows."
        })
final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "emulab:PROJECT/EXPERIMENT, or a plan file (JSON)")
    private String source;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Option(
            names = "--testbed",
            defaultValue = "emulab",
            description = "the testbed of a plan file's experiment (default: ${DEFAULT-VALUE})")
    private String testbedName;

    @Option(names = "--dry-run", description = "print every remote action and change nothing")
    private boolean dryRun;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private TapFlags taps;

    @Mixin
    private SwapFlags swap;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        boolean live = Source.isLive(source);
        OverlayPlan given = live ? null : PlanFile.read(Path.of(source));
        String target = live ? source : testbedName + ":" + given.experiment();
        StateFile file = Deployed.stateFile(Source.experiment(target), state);
        return dryRun ? work(target, given, file) : file.alone(() -> work(target, given, file));
    }

    private int work(String target, OverlayPlan given, StateFile file) throws Exception {
        boolean live = given == null;
        Settings settings = Settings.of(connection.given(), System.getenv());
        Deployments.requireSameTestbed(file, target, settings, System.getenv());
        try (Testbed testbed = Source.open(target, settings)) {
            ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
            Ground ground = new Ground(testbed, file, swap, progress);
            if (!dryRun) {
                ground.resume();
            }
            Topology read = testbed.discover();
            Ground.Start start = live ? ground.plan(read, planning, taps) : ground.given(read, given);
            OverlayPlan plan = start.plan();
            Deployment wanted = Deployments.wanted(
                    file, absolute(target, connection.given()), start.topology(), plan, planning.catalogue());
            if (dryRun) {
                return show(ground, wanted);
            }
            if (!PlanCommand.satisfied(plan)) {
                progress.say(PlanText.of(plan));
                return ExitCode.WANTING;
            }
            if (plan.change().isPresent()) {
                progress.say(PlanText.of(plan));
            }
            Deployer.Outcome outcome = carryOut(testbed, file, ground.ready(wanted, planning), progress);
            replay(testbed, swap, progress);
            output.write(spec.commandLine().getOut(), document(outcome), text(outcome));
            return outcome.deployment().plan().exceeded() ? ExitCode.WANTING : ExitCode.DONE;
        }
    }

    /** Starts what is to run, on an experiment that is ready for it. */
    static Deployer.Outcome carryOut(Testbed testbed, StateFile file, Deployment ready, ProgressLines progress)
            throws Exception {
        return new Deployer(file, Deployed.shells(testbed, ready.topology()), progress).deploy(ready);
    }

    static void replay(Testbed testbed, SwapFlags swap, ProgressLines progress) throws Exception {
        if (swap.replayEvents()) {
            progress.say("start the experiment's events from the beginning");
            Ground.modifier(testbed).replayEvents();
        }
    }

    private int show(Ground ground, Deployment wanted) throws Exception {
        DryRun run = ground.dryRun(wanted, planning);
        output.write(spec.commandLine().getOut(), run.document(), run.text());
        return PlanCommand.satisfied(wanted.plan()) ? ExitCode.DONE : ExitCode.WANTING;
    }

    /** Later commands may run in another folder. */
    static Map<String, String> absolute(String source, Map<String, String> given) {
        for (Setting setting : Source.settings(source)) {
            if (setting.kind() == Setting.Kind.PATH) {
                given.computeIfPresent(
                        setting.name(),
                        (key, path) -> Setting.path(path).toAbsolutePath().toString());
            }
        }
        return given;
    }

    private static ObjectNode document(Deployer.Outcome outcome) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/deploy/1")
                .put("experiment", outcome.deployment().experiment())
                .put("deployment", outcome.deployment().id())
                .put("changed", outcome.changed());
        document.set("plan", PlanFile.document(outcome.deployment().plan()));
        return document;
    }

    private static String text(Deployer.Outcome outcome) {
        String what = outcome.changed() == 0
                ? "nothing to change: all of it runs already"
                : outcome.changed() + " daemons started or stopped";
        return "deployment " + outcome.deployment().id() + " on "
                + outcome.deployment().experiment() + ": " + what + "\nnext: overtap verify emulab:"
                + outcome.deployment().experiment() + "\n";
    }
}

package org.overtap.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.StateFile;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on a deployment have in common: which experiment, how to reach it, where its state is. */
final class Deployed {
    @Parameters(paramLabel = "SOURCE", description = "emulab:PROJECT/EXPERIMENT")
    private String source;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Mixin
    private ConnectionOptions connection;

    String source() {
        return source;
    }

    /** The settings of the command line, for a new deployment. */
    Map<String, String> given() {
        return connection.given();
    }

    StateFile stateFile() {
        return stateFile(Source.experiment(source), state);
    }

    static StateFile stateFile(String experiment, Path explicit) {
        return explicit != null ? StateFile.at(explicit) : StateFile.of(experiment, System.getenv());
    }

    /** The deployment that the state file remembers. */
    Deployment require() {
        StateFile file = stateFile();
        return file.read(Source.experiment(source))
                .orElseThrow(() -> new UsageException("nothing is deployed on " + Source.experiment(source) + " (no "
                        + file.path() + "): 'overtap deploy " + source + "' would"));
    }

    /** Opens the testbed as it was opened for the deployment; flags given now win. */
    Testbed open(Deployment deployment) throws TestbedException {
        Map<String, String> flags = new LinkedHashMap<>(deployment.connection());
        flags.putAll(connection.given());
        return Source.open(source, Settings.of(flags, System.getenv()));
    }

    /** Opens it where something of the deployment must still be there; a testbed that does not answer proves nothing. */
    Testbed openRunning(Deployment deployment) throws TestbedException {
        Testbed testbed = open(deployment);
        boolean out;
        try {
            out = !testbed.isInstantiated();
        } catch (TestbedException e) {
            out = false;
        }
        if (out && deployment.changing()) {
            testbed.close();
            throw new TestbedException(
                    source + " is swapped out in the middle of a change that was cut off: repeat what"
                            + " was begun, or 'overtap teardown " + source + "'");
        }
        if (out) {
            testbed.close();
            throw new TestbedException(source + " is swapped out: nothing of the deployment is left on its machines;"
                    + " 'overtap teardown " + source + "' forgets it");
        }
        return testbed;
    }

    /** Shells on the deployment's nodes. */
    static NodeShells shells(Testbed testbed, Topology topology) {
        return name -> testbed.host(topology.node(name)
                        .orElseThrow(() -> new UsageException("the experiment has no node called " + name)))
                .shell();
    }
}

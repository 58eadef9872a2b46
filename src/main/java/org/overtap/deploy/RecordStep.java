package org.overtap.deploy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * Makes the deployment's folder on a node and writes into it what is about to be made there.
 *
 * @param by who does so: {@code USER@HOST}
 */
record RecordStep(Deployment deployment, String node, String by) implements Step {
    @Override
    public String title() {
        return "write the journal of " + node;
    }

    @Override
    public List<String> actions() {
        String folder = deployment.folder(node);
        return List.of("mkdir -p " + folder, "write " + folder + "/" + NodeCopy.FILE);
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        CommandResult reply = shell.run(Scripts.named("record", deployment.folder(node), deployment.id(), NodeCopy.FILE)
                .asRoot()
                .withInput(NodeCopy.of(deployment, node, by).text().getBytes(StandardCharsets.UTF_8)));
        if (!reply.ok()) {
            throw new DeployException("what is deployed cannot be noted on node " + node + ": " + reply.errorText());
        }
        return "ok";
    }

    @Override
    public void undo(Shell shell) {
        // It goes with the folder.
    }
}

package org.overtap.deploy;

import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Makes sure that the port which a collector is to listen on is not somebody else's, before anything is changed. */
record PortStep(String folder, OverlayPlan.Collector collector) implements Step {

    /** One check for each of the plan's collectors. */
    static List<Step> forAll(Deployment deployment) {
        return deployment.plan().collectors().stream()
                .<Step>map(collector -> new PortStep(deployment.folder(collector.node()), collector))
                .toList();
    }

    @Override
    public String node() {
        return collector.node();
    }

    @Override
    public String title() {
        return "check " + collector.listensOn() + " of " + node();
    }

    @Override
    public List<String> actions() {
        return List.of("look who has " + collector.listensOn());
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        String protocol = collector.transport().orElse("udp");
        CommandResult reply = shell.run(Scripts.named("port", folder, protocol, String.valueOf(collector.port()))
                .asRoot());
        if (!reply.ok()) {
            throw new DeployException("node " + node() + " does not tell whether its " + collector.listensOn()
                    + " is free: " + reply.errorText());
        }
        String[] words = reply.out().strip().split(" ", 3);
        if (words[0].equals("used")) {
            throw new DeployException(collector.listensOn() + " of node " + node() + " is in use"
                    + (words.length == 3 ? " by " + words[2] + " (pid " + words[1] + ")" : "")
                    + ": give another with --port, or end what has it");
        }
        return "ok";
    }

    @Override
    public void undo(Shell shell) {
        // A check leaves nothing behind.
    }
}

package org.overtap.deploy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;

/** The whole state as the nodes keep it where records are stored. */
public final class NodeCopies {
    /** Others may change the state while it is copied. */
    private static final int TRIES = 5;

    private NodeCopies() {}

    /**
     * Brings them up to what the state file tells now. They are for the day on which that is lost, so a node that
     * cannot be reached is said and no more.
     *
     * @param notices hears what could not be written
     */
    public static void refresh(StateFile state, NodeShells shells, Consumer<String> notices) {
        Optional<Deployment> copied = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            Optional<Deployment> now = state.read();
            if (now.isEmpty() || now.equals(copied)) {
                return;
            }
            Deployment deployment = now.get();
            List<Step> notes = deployment.touched().stream()
                    .filter(node -> NodeCopy.stores(deployment, node))
                    .<Step>map(node ->
                            new RecordStep(deployment, node, state.worker().account()))
                    .toList();
            try {
                new StepRunner(shells, Progress.SILENT, notes.size()).apply(notes);
            } catch (DeployException e) {
                notices.accept("warning: " + e.getMessage());
                return;
            }
            copied = now;
        }
    }
}

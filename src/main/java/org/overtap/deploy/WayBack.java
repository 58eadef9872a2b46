package org.overtap.deploy;

import java.util.Optional;
import org.overtap.testbed.Preparer;
import org.overtap.testbed.TestbedException;

/**
 * Which script an experiment gets back, seeing what its testbed has now. A script that was edited meanwhile is not
 * replaced by an old one: only what was added is taken out of it.
 *
 * @param script the text to be put back
 * @param dropped a text that the testbed or the state file would lose by that, if there is one
 */
record WayBack(String script, Optional<Dropped> dropped) {
    /**
     * A text that is kept beside the state file.
     *
     * @param what what it is, for the file's name
     * @param text the script
     */
    record Dropped(String what, String text) {}

    /**
     * Looks at the testbed's script.
     *
     * @param forceOriginal put back the script of before the deployment, whatever was done to it since
     * @throws DeployException if what was added cannot be told from the user's own text
     * @throws TestbedException if the testbed does not tell its script
     */
    static WayBack of(Preparer preparer, Deployment.ScriptChange change, boolean forceOriginal)
            throws DeployException, TestbedException {
        String there = preparer.script();
        Optional<String> own = own(preparer, there, forceOriginal);
        if (own.isPresent() && Preparer.sameText(own.get(), change.original())) {
            return new WayBack(change.original(), Optional.empty());
        }
        return forceOriginal
                ? new WayBack(change.original(), Optional.of(new Dropped("edited", there)))
                : new WayBack(own.orElseThrow(), Optional.of(new Dropped("original", change.original())));
    }

    private static Optional<String> own(Preparer preparer, String there, boolean forceOriginal) throws DeployException {
        try {
            return Optional.of(preparer.withoutAdditions(there));
        } catch (TestbedException e) {
            if (forceOriginal) {
                return Optional.empty();
            }
            throw new DeployException("the ns script was edited on the testbed, and overtap's block in it cannot be"
                    + " taken out: " + e.getMessage() + "\nnothing was sent. Mend the script with a modify and"
                    + " repeat teardown, or repeat it with --force-original: that puts back the script of before the"
                    + " deployment and keeps the edited one in a file");
        }
    }
}

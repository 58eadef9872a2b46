package org.overtap.deploy;

import java.util.Optional;
import org.overtap.deploy.journal.DeployException;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;

/**
 * Which description an experiment gets back, seeing what its testbed has now. One that was edited meanwhile is not
 * replaced by an old one: only what was added is taken out of it.
 *
 * @param revision what is to be put back
 * @param dropped what the testbed or the state file would lose by that, if anything
 */
record RestorePlan(Revision revision, Optional<Dropped> dropped) {
    /**
     * What is kept beside the state file.
     *
     * @param what what it is, for the file's name
     * @param revision the description
     */
    record Dropped(String what, Revision revision) {}

    /**
     * Looks at what the testbed has.
     *
     * @param original the description of before the deployment
     * @param forceOriginal put that one back, whatever was done to it since
     * @throws DeployException if what was added cannot be told from the user's own
     * @throws TestbedException if the testbed does not tell what it has
     */
    static RestorePlan of(ExperimentModifier modifier, Revision original, boolean forceOriginal)
            throws DeployException, TestbedException {
        Revision there = modifier.current();
        Optional<Revision> own = own(modifier, there, forceOriginal);
        if (own.isPresent() && modifier.same(own.get(), original)) {
            return new RestorePlan(original, Optional.empty());
        }
        return forceOriginal
                ? new RestorePlan(original, Optional.of(new Dropped("edited", there)))
                : new RestorePlan(own.orElseThrow(), Optional.of(new Dropped("original", original)));
    }

    private static Optional<Revision> own(ExperimentModifier modifier, Revision there, boolean forceOriginal)
            throws DeployException {
        try {
            return Optional.of(modifier.withoutAdditions(there));
        } catch (TestbedException e) {
            if (forceOriginal) {
                return Optional.empty();
            }
            String noun = modifier.notation().noun();
            throw new DeployException("the " + noun
                    + " was edited on the testbed, and what overtap added to it cannot be"
                    + " taken out: " + e.getMessage() + "\nnothing was sent. Mend the " + noun + " on the testbed and"
                    + " repeat teardown, or repeat it with --force-original: that puts back the one of before the"
                    + " deployment and keeps the edited one in a file");
        }
    }
}

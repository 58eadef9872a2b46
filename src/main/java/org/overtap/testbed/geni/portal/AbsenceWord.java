package org.overtap.testbed.geni.portal;

import java.util.regex.Pattern;

/**
 * Tells "no such experiment" from whatever else a server may not find: a path, a user whose session another one ended, a
 * project. What was deployed is forgotten on the strength of that word, so everything that is not clear is none.
 */
final class AbsenceWord {
    private static final Pattern EXPERIMENT = Pattern.compile("(?i)\\b(experiment|instance)\\b");
    private static final Pattern OTHER = Pattern.compile("(?i)\\bno such (?!experiment\\b|instance\\b)\\w");

    private AbsenceWord() {}

    /** Whether that text, said with a code for what is not found, means the experiment. */
    static boolean meansExperiment(String text) {
        return EXPERIMENT.matcher(text).find() && !OTHER.matcher(text).find();
    }
}

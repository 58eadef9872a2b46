package org.overtap.testbed.emulab.boss;

import java.util.LinkedHashMap;
import java.util.Map;
import org.overtap.testbed.TestbedException;

/**
 * Which experiment.
 *
 * @param project the project's id
 * @param experiment the experiment's id in it
 */
public record ExperimentName(String project, String experiment) {
    /** Reads {@code project/experiment}. */
    public static ExperimentName parse(String text) throws TestbedException {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2 || !parts[0].matches("[-\\w]+") || !parts[1].matches("[-\\w]+")) {
            throw new TestbedException("no experiment: " + text + ": write it as project/experiment");
        }
        return new ExperimentName(parts[0], parts[1]);
    }

    /** The arguments that name it in a call, for more to be added. */
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("proj", project);
        arguments.put("exp", experiment);
        return arguments;
    }

    @Override
    public String toString() {
        return project + "/" + experiment;
    }
}

package org.overtap.lab.ns;

/**
 * An accepted script.
 *
 * @param experiment what it describes
 * @param printed what the script itself printed
 * @param warnings diagnostics that did not stop it, as the testbed words them; empty when there were none
 */
public record Evaluation(VirtualExperiment experiment, String printed, String warnings) {}

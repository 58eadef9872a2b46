package org.overtap.lab.boss;

import java.time.LocalDateTime;
import java.util.Optional;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * An experiment at one moment.
 *
 * @param id which
 * @param state in the testbed's words
 * @param script the ns file of the last start or modify
 * @param virtual what it describes
 * @param built what runs; empty while swapped out
 * @param created when it was made
 */
record BossState(
        ExperimentId id,
        String state,
        String script,
        VirtualExperiment virtual,
        Optional<Blueprint> built,
        LocalDateTime created) {}

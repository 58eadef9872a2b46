package org.overtap.cli.typed;

import java.util.Optional;
import org.overtap.report.format.TypedCommands;

/** A command, or options of one, that names an experiment: it knows how another command on that is typed. */
public interface OnExperiment {
    /** What to type for commands on it; empty where no running experiment was named. */
    Optional<TypedCommands> typedOn();
}

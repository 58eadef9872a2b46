package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.overtap.topology.TopologyException;

/**
 * How far a deployment is. What is on the nodes, the {@link Journal} tells: something may stand there in every phase
 * but {@link Planned}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = Phase.ChangingExperiment.class, name = "changing-experiment"),
    @JsonSubTypes.Type(value = Phase.Deploying.class, name = "deploying"),
    @JsonSubTypes.Type(value = Phase.Running.class, name = "running"),
    @JsonSubTypes.Type(value = Phase.Restoring.class, name = "restoring")
})
public sealed interface Phase {
    /** What was done to the experiment, from before it is done until it is undone. */
    Optional<Modification> modification();

    /** The same phase, knowing more of what was done to the experiment. */
    Phase with(Optional<Modification> modification);

    /** Nothing is on any node; the experiment may have been changed for it already. */
    record Planned(
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Modification> modification) implements Phase {
        public Planned {
            modification = modification == null ? Optional.empty() : modification;
        }

        @Override
        public Phase with(Optional<Modification> other) {
            return new Planned(other);
        }
    }

    /** A change is on its way to the testbed, as far as is known. What is on the nodes may not outlive it. */
    record ChangingExperiment(@JsonProperty("modification") Modification sent) implements Phase {
        public ChangingExperiment {
            require(sent);
        }

        @Override
        public Optional<Modification> modification() {
            return Optional.of(sent);
        }

        @Override
        public Phase with(Optional<Modification> other) {
            return new ChangingExperiment(other.orElseThrow());
        }
    }

    /** Some of what the plan asks for may run, not all of it need. */
    record Deploying(
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Modification> modification) implements Phase {
        public Deploying {
            modification = modification == null ? Optional.empty() : modification;
        }

        @Override
        public Phase with(Optional<Modification> other) {
            return new Deploying(other);
        }
    }

    /** Every step was carried out. */
    record Running(
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Modification> modification) implements Phase {
        public Running {
            modification = modification == null ? Optional.empty() : modification;
        }

        @Override
        public Phase with(Optional<Modification> other) {
            return new Running(other);
        }
    }

    /** What the experiment was before is on its way back. */
    record Restoring(@JsonProperty("modification") Modification undone) implements Phase {
        public Restoring {
            require(undone);
        }

        @Override
        public Optional<Modification> modification() {
            return Optional.of(undone);
        }

        @Override
        public Phase with(Optional<Modification> other) {
            return new Restoring(other.orElseThrow());
        }
    }

    private static void require(Modification change) {
        if (change == null) {
            throw new TopologyException("a change of the experiment is under way, but the state does not tell which");
        }
    }
}

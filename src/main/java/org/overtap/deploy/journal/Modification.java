package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.topology.Topology;

/**
 * What an experiment was before a deployment changed it, and what was sent in its place. Kept from before anything is
 * sent until the original is back; how far that is, the {@link Phase} tells.
 *
 * @param original what is to be put back
 * @param sent the same with machines added
 * @param machines how many machines the experiment had before
 * @param before the experiment without the added machines, on which a later plan starts from
 * @param mode how it was changed, which is how it is changed back unless told otherwise
 */
public record Modification(
        Revision original,
        Revision sent,
        int machines,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Topology> before,
        ModifyMode mode) {
    public Modification {
        before = before == null ? Optional.empty() : before;
        mode = mode == null ? ModifyMode.DEFAULT : mode;
    }

    /** The same, with another revision to be put back, in that way. */
    public Modification backTo(Revision own, ModifyMode way) {
        return new Modification(own, sent, machines, before, way);
    }

    /** The same after its user edited it. */
    public Modification edited(Proposal now, Topology own) {
        return new Modification(now.original(), now.standing(), own.nodes().size(), Optional.of(own), mode);
    }
}

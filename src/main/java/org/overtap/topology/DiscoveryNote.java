package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that discovery did not read plainly.
 *
 * @param kind whether it was hidden, inferred, or looks wrong
 * @param subject the node, segment or interface that it is about
 * @param text one sentence for the user
 */
public record DiscoveryNote(Kind kind, String subject, String text) {
    /** The sorts of finding. */
    public enum Kind {
        /** The testbed does not tell this. */
        @JsonProperty("hidden")
        HIDDEN,
        /** Concluded from other facts, which the text names. */
        @JsonProperty("inferred")
        INFERRED,
        /** Two sources disagree, or something is out of the ordinary. */
        @JsonProperty("warning")
        WARNING
    }
}

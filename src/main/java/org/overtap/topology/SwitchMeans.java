package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a switch can be made to show all that it carries on a segment. */
public enum SwitchMeans {
    /** It meters the segment itself and exports flow records. */
    @JsonProperty("export")
    EXPORT("switch-export"),
    /** It copies every frame of the segment to a port of its own where a probe listens. */
    @JsonProperty("mirror")
    MIRROR("switch-mirror");

    private final String word;

    SwitchMeans(String word) {
        this.word = word;
    }

    /** The word for it in plans, in place of an instrument that can set it up, as long as none is known. */
    public String word() {
        return word;
    }
}

package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an instrument may tell of itself. One that it does not tell is unknown, never guessed. */
public enum Counter {
    /** Packets that reached its capture. */
    @JsonProperty("received")
    RECEIVED("received"),
    /** Packets that the tool itself lost. */
    @JsonProperty("droppedByTool")
    DROPPED_BY_TOOL("droppedByTool"),
    /** Packets that the kernel lost before the tool had them. */
    @JsonProperty("droppedByKernel")
    DROPPED_BY_KERNEL("droppedByKernel"),
    /** Packets that reached its flow table. */
    @JsonProperty("processed")
    PROCESSED("processed"),
    /** Records sent. */
    @JsonProperty("exported")
    EXPORTED("exported"),
    /** Breaks in the sequence numbers of what arrived. */
    @JsonProperty("gaps")
    GAPS("gaps"),
    /** Packets from somebody whom it is not to hear. */
    @JsonProperty("ignored")
    IGNORED("ignored"),
    /** Records written. */
    @JsonProperty("stored")
    STORED("stored");

    private final String word;

    Counter(String word) {
        this.word = word;
    }

    /** Its name in descriptors and documents. */
    public String word() {
        return word;
    }
}

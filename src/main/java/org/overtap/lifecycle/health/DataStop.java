package org.overtap.lifecycle.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The first place on the way from the wire to a file that a probe's data does not get beyond. */
public enum DataStop {
    /** The probe does not run. */
    @JsonProperty("notRunning")
    NOT_RUNNING("notRunning"),
    /** No packet reaches its capture. */
    @JsonProperty("seesNothing")
    SEES_NOTHING("seesNothing"),
    /** Packets reach its capture and none its flow table. */
    @JsonProperty("processesNothing")
    PROCESSES_NOTHING("processesNothing"),
    /** It counts packets and has sent no record. */
    @JsonProperty("exportsNothing")
    EXPORTS_NOTHING("exportsNothing"),
    /** What it sends reaches no collector. */
    @JsonProperty("doesNotArrive")
    DOES_NOT_ARRIVE("doesNotArrive"),
    /** What reaches the collector is not stored. */
    @JsonProperty("notStored")
    NOT_STORED("notStored"),
    /** It gets through: records are stored. */
    @JsonProperty("nowhere")
    NOWHERE("nowhere");

    private final String word;

    DataStop(String word) {
        this.word = word;
    }

    /** Its word in documents. */
    public String word() {
        return word;
    }
}

package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * How a process shows that it works.
 *
 * @param by what is looked at
 * @param what a text in its log, a port that it listens on, or a file in its folder
 * @param seconds how long that may take
 * @param fails a text by which its log tells that it goes on without what it was told to do; empty if there is none
 */
public record Ready(
        By by,
        String what,
        int seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String fails) {
    /** It lives: that is all that is asked. */
    public static final Ready LIVING = new Ready(By.LOG, "", 10);

    public Ready {
        fails = fails == null ? "" : fails;
    }

    /** Of what never goes on without. */
    public Ready(By by, String what, int seconds) {
        this(by, what, seconds, "");
    }

    /** Where the sign appears. */
    public enum By {
        @JsonProperty("log")
        LOG("log"),
        @JsonProperty("udp")
        UDP("udp"),
        @JsonProperty("tcp")
        TCP("tcp"),
        @JsonProperty("file")
        FILE("file");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** Its word in a descriptor. */
        public String word() {
            return word;
        }
    }

    Ready filled(Map<String, String> values) {
        return new Ready(by, Template.fill(what, values), seconds, fails);
    }

    /** What a process that did not become ready is blamed for. */
    public String missing() {
        return switch (by) {
            case LOG -> "did not say \"" + what + "\"";
            case UDP, TCP -> "did not listen on " + by.word() + " port " + what;
            case FILE -> "did not make " + what;
        };
    }
}

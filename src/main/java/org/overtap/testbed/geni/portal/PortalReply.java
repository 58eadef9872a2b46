package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status HTTP's
 * @param json its document; missing where it has none
 * @param text the beginning of it as it came
 */
record PortalReply(int status, JsonNode json, String text) {
    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether the interface itself says, in a document, that there is no such experiment: a page may be a proxy's. */
    boolean knowsNoExperiment() {
        return status == 404 && AbsenceWord.meansExperiment(json.path("error").asText(""));
    }

    /** Why not, in the portal's words; empty if it says nothing. */
    String complaint() {
        for (String key : new String[] {"error", "message", "detail", "details"}) {
            JsonNode told = json.path(key);
            if (told.isTextual() && !told.asText().isBlank()) {
                return told.asText();
            }
        }
        return json.isMissingNode() && !text.stripLeading().startsWith("<") ? text.strip() : "";
    }
}

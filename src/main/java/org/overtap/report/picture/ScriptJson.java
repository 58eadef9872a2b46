package org.overtap.report.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.overtap.topology.file.JsonDocument;

/** The one way in which data enters a page: as JSON that no HTML reader takes for markup. */
final class ScriptJson {
    private ScriptJson() {}

    /** The document on one line, for the inside of a script element. */
    static String text(JsonNode document) {
        try {
            return JsonDocument.mapper()
                    .writeValueAsString(document)
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003C")
                    .replace(">", "\\u003E");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

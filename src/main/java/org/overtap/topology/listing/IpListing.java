package org.overtap.topology.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** What {@code ip -j} prints: one list of objects, or nothing at all. */
final class IpListing {
    private IpListing() {}

    /**
     * The list's rows.
     *
     * @param what whose listing of what it is, for messages
     * @param command what printed it, for messages
     * @throws TopologyException if it is no such list
     */
    static JsonNode rows(String what, String command, String json) {
        try {
            JsonNode tree = JsonDocument.mapper().readTree(json.isBlank() ? "[]" : json);
            if (tree.isArray()
                    && StreamSupport.stream(tree.spliterator(), false).allMatch(JsonNode::isObject)) {
                return tree;
            }
            throw new TopologyException(what + ": expected the list that '" + command + "' prints");
        } catch (JsonProcessingException e) {
            throw new TopologyException(what + ": '" + command + "' printed no JSON", e);
        }
    }
}

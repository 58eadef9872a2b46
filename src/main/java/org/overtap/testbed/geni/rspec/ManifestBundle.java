package org.overtap.testbed.geni.rspec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * The manifests of one experiment: a single XML document, or a JSON object that has one for each aggregate, as portals
 * answer.
 */
public final class ManifestBundle {
    /** No manifest of a thousand nodes comes near it. */
    public static final long LARGEST = 32L << 20;

    private ManifestBundle() {}

    /**
     * Reads it.
     *
     * @throws TopologyException if it is neither
     */
    public static List<Manifest> read(String source, byte[] bytes) {
        int start = 0;
        while (start < bytes.length && Character.isWhitespace(bytes[start])) {
            start++;
        }
        if (start == bytes.length) {
            throw new TopologyException(source + ": it is empty");
        }
        if (bytes[start] != '{') {
            return List.of(ManifestReader.read(source, bytes));
        }
        try {
            return members(source, JsonDocument.mapper().readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new TopologyException(
                    source + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr() + ": neither a manifest nor JSON with manifests",
                    e);
        } catch (java.io.IOException e) {
            throw new TopologyException(source + ": neither a manifest nor JSON with manifests", e);
        }
    }

    /** One for each aggregate, told by its URN; some portals wrap the object. */
    private static List<Manifest> members(String source, JsonNode json) {
        JsonNode told = json.path("manifests").isObject() ? json.path("manifests") : json;
        List<Manifest> manifests = new ArrayList<>();
        told.properties().forEach(member -> {
            if (!member.getValue().isTextual() || !member.getKey().startsWith("urn:")) {
                throw new TopologyException(source + ": '" + member.getKey() + "' is not the manifest of an aggregate:"
                        + " wanted is what the portal tells under the experiment's manifests");
            }
            String aggregate = source + " of " + member.getKey();
            manifests.add(
                    ManifestReader.read(aggregate, member.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        });
        if (manifests.isEmpty()) {
            throw new TopologyException(source + ": there are no manifests in it: is the experiment running?");
        }
        return manifests;
    }
}

package org.overtap.report.flows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.topology.file.JsonDocument;

/** What came to each segment, as a document. */
public final class FollowedDocument {
    public static final String SCHEMA = "overtap/flows-news/1";

    private FollowedDocument() {}

    /** The document; what is absent has no key. */
    public static JsonNode of(FollowedFlows news) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", SCHEMA)
                .put("experiment", news.experiment())
                .put("at", news.at().toString());
        news.before().ifPresent(before -> document.put("since", before.toString()));
        ArrayNode segments = document.putArray("segments");
        for (FollowedFlows.Segment segment : news.segments()) {
            ObjectNode its = segments.addObject().put("segment", segment.name());
            its.put("flows", segment.now().flows());
            its.put("packets", segment.now().packets());
            its.put("bytes", segment.now().bytes());
            ObjectNode came = its.putObject("new");
            came.put("flows", segment.flows());
            came.put("packets", segment.packets());
            came.put("bytes", segment.bytes());
            news.bitsPerSecond(segment).ifPresent(rate -> came.put("bitsPerSecond", rate));
        }
        document.set("records", JsonDocument.mapper().valueToTree(news.tally()));
        return document;
    }
}

package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.deploy.FlowFiles;
import org.overtap.lifecycle.CollectedFlows;
import org.overtap.topology.file.JsonDocument;

/** Flow files that were downloaded, for people and as a document. */
final class CollectedText {
    private CollectedText() {}

    /** Where they are, and how to read them. */
    static String of(CollectedFlows flows) {
        StringBuilder text = new StringBuilder();
        for (FlowFiles.Collected collected : flows.folders()) {
            text.append("flow files in ").append(collected.folder());
            collected.readWith().ifPresent(command -> text.append("; read them with: ")
                    .append(command));
            text.append('\n');
        }
        return text.toString();
    }

    /** The folders. */
    static ObjectNode document(CollectedFlows flows) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/collect/1");
        flows.folders().forEach(collected -> document.withArray("folders")
                .add(collected.folder().toString()));
        return document;
    }
}

package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.deploy.home.BroughtFiles;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.report.format.ByteSize;
import org.overtap.report.health.CollectedRound;
import org.overtap.topology.file.JsonDocument;

/** Flow files that were downloaded, for people and as a document. */
final class CollectedText {
    private CollectedText() {}

    /** Where they are, how to read them, and what explains them. */
    static String of(CollectedFlows flows) {
        StringBuilder text = new StringBuilder();
        for (BroughtFiles brought : flows.folders()) {
            text.append("flow files in ").append(brought.folder()).append(": ");
            if (brought.files() == 0) {
                text.append("none, nothing was stored yet\n");
                continue;
            }
            text.append(brought.files())
                    .append(" (")
                    .append(ByteSize.of(brought.bytes()))
                    .append("), ")
                    .append(brought.newFiles())
                    .append(" of them new (")
                    .append(ByteSize.of(brought.newBytes()))
                    .append(")");
            brought.readWith()
                    .ifPresent(command -> text.append("; read them with: ").append(command));
            text.append('\n');
        }
        if (flows.folders().isEmpty()) {
            text.append("nothing was ever started that stores flow files\n");
        }
        flows.documents().stream().findFirst().ifPresent(readMe -> text.append(
                        "how to count each flow once, and who told" + " what: ")
                .append(readMe)
                .append('\n'));
        return text.toString();
    }

    /** One round of many: what it fetched, in a line. */
    static String of(CollectedRound round) {
        long bytes = round.flows().folders().stream()
                .mapToLong(BroughtFiles::newBytes)
                .sum();
        return round.at() + "  " + round.flows().newFiles() + " files fetched (" + ByteSize.of(bytes) + "), "
                + round.flows().files() + " in " + round.flows().folder() + "\n";
    }

    /** The same with when that was. */
    static ObjectNode document(CollectedRound round) {
        return document(round.flows()).put("at", round.at().toString());
    }

    /** The folders, what is in each, and the documents. */
    static ObjectNode document(CollectedFlows flows) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/collect/1");
        document.putArray("folders");
        flows.folders().forEach(brought -> {
            document.withArray("folders").add(brought.folder().toString());
            document.withArray("sources")
                    .addObject()
                    .put("node", brought.node())
                    .put("folder", brought.folder().toString())
                    .put("files", brought.files())
                    .put("bytes", brought.bytes())
                    .put("newFiles", brought.newFiles())
                    .put("newBytes", brought.newBytes());
        });
        flows.documents().forEach(file -> document.withArray("documents").add(file.toString()));
        return document;
    }
}

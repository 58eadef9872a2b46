package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.overtap.deploy.home.BroughtFiles;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.topology.file.JsonDocument;

/** Flow files that were downloaded, for people and as a document. */
final class CollectedText {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

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
                    .append(size(brought.bytes()))
                    .append("), ")
                    .append(brought.newFiles())
                    .append(" of them new (")
                    .append(size(brought.newBytes()))
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

    private static String size(long bytes) {
        double shown = bytes;
        int unit = 0;
        while (shown >= 1024 && unit < UNITS.length - 1) {
            shown /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, UNITS[unit]);
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

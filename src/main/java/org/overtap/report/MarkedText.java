package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.deploy.journal.NamedRun;
import org.overtap.lifecycle.measured.MarkedRuns;
import org.overtap.report.format.Table;
import org.overtap.topology.file.JsonDocument;

/** The runs that the user named, for people and as a document. */
final class MarkedText {
    private MarkedText() {}

    /** A line for each, or how to name one. */
    static String of(MarkedRuns marked) {
        if (marked.runs().isEmpty()) {
            return "no run has a name yet: overtap mark " + Table.printable(marked.source()) + " NAME start\n";
        }
        Table table = new Table("run", "from", "to");
        for (NamedRun run : marked.runs()) {
            table.row(run.name(), run.start(), run.stop().map(Object::toString).orElse("goes on"));
        }
        return table.toString();
    }

    /** The same; a run that goes on has no end. */
    static ObjectNode document(MarkedRuns marked) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/marks/1")
                .put("experiment", marked.experiment());
        document.set("runs", JsonDocument.mapper().valueToTree(marked.runs()));
        return document;
    }
}

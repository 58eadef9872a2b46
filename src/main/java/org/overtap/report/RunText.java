package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.file.JsonDocument;
import org.overtap.verify.VerifyReport;

/** What came of a whole run, for people and as a document. */
final class RunText {
    private RunText() {}

    /** The verdict, and what to do next. */
    static String of(PrintedRun run) {
        return run.verdict()
                .map(verdict -> VerifyText.of(verdict) + "next: overtap collect " + run.source()
                        + ", then overtap teardown " + run.source() + "\nthe picture: overtap view " + run.source()
                        + " -o picture.html, or --live\n")
                .orElse("nothing was deployed: the plan would not do\n");
    }

    /** The plan, and the verdict if there is one. */
    static ObjectNode document(PrintedRun run) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/run/1");
        document.set("plan", PlanFile.document(run.plan()));
        document.set(
                "verify",
                run.verdict()
                        .map(verdict -> JsonDocument.tree(VerifyReport.SCHEMA, verdict))
                        .orElse(null));
        return document;
    }
}

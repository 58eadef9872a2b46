package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.report.format.TypedCommands;
import org.overtap.topology.file.JsonDocument;
import org.overtap.verify.VerifyReport;

/** What came of a whole run, for people and as a document. */
final class RunText {
    private RunText() {}

    /** The verdict, and what to do next. */
    static String of(PrintedRun run) {
        return run.verdict()
                .map(verdict -> VerifyText.of(verdict) + next(run.typed()))
                .orElse("nothing was deployed: the plan would not do\n");
    }

    /** A shell takes what is behind the number sign for a comment: each line can be pasted whole. */
    private static String next(TypedCommands typed) {
        return "next:\n  " + typed.on("view") + " -o picture.html  # or --live: the picture\n  " + typed.on("collect")
                + "  # flow files, to here\n  " + typed.on("teardown") + "  # all of it away again\n";
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

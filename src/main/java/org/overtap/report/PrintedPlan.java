package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;

/**
 * A plan to be printed.
 *
 * @param full whether the document lists all of it, however large
 * @param labels what its nodes are called besides
 * @param merges by instrument, in what packets may differ that share one record, words of the document with those for people
 */
public record PrintedPlan(OverlayPlan plan, boolean full, NodeLabels labels, Map<String, Map<String, String>> merges) {
    /** The plan for people. */
    String text() {
        StringBuilder text = new StringBuilder(PlanText.of(plan, labels));
        merges.forEach((instrument, in) -> text.append("note: ")
                .append(instrument)
                .append(" makes one record of packets that differ only in ")
                .append(String.join(", ", in.values()))
                .append('\n'));
        return text.toString();
    }

    /** The plan's document, in the end with the labels and with what is merged, where there are any. */
    ObjectNode document() {
        ObjectNode document = PlanFile.document(plan, full);
        if (!labels.byName().isEmpty()) {
            ObjectNode all = document.putObject("labels");
            labels.byName().forEach(all::put);
        }
        if (!merges.isEmpty()) {
            ObjectNode all = document.putObject("merges");
            merges.forEach((instrument, in) -> in.keySet().forEach(all.putArray(instrument)::add));
        }
        return document;
    }
}

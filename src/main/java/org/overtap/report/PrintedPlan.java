package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.overtap.instrument.Merged;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.file.JsonDocument;

/**
 * A plan to be printed.
 *
 * @param full whether the document lists all of it, however large
 * @param labels what its nodes are called besides
 * @param merges by instrument, in what packets may differ that share one record
 */
public record PrintedPlan(OverlayPlan plan, boolean full, NodeLabels labels, Map<String, List<Merged>> merges) {
    /** The plan for people. */
    String text() {
        StringBuilder text = new StringBuilder(PlanText.of(plan, labels));
        merges.forEach((instrument, in) -> text.append("note: ")
                .append(instrument)
                .append(" makes one record of packets that differ only in ")
                .append(in.stream().map(Merged::text).collect(Collectors.joining(", ")))
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
            document.set("merges", JsonDocument.mapper().valueToTree(merges));
        }
        return document;
    }
}

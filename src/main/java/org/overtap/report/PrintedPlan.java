package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;

/**
 * A plan to be printed.
 *
 * @param full whether the document lists all of it, however large
 * @param labels what its nodes are called besides
 */
public record PrintedPlan(OverlayPlan plan, boolean full, NodeLabels labels) {

    /** The plan's document, with the labels in the end where there are any. */
    ObjectNode document() {
        ObjectNode document = PlanFile.document(plan, full);
        if (!labels.byName().isEmpty()) {
            ObjectNode all = document.putObject("labels");
            labels.byName().forEach(all::put);
        }
        return document;
    }
}

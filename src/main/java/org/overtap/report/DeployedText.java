package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.lifecycle.DeployedOverlay;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.file.JsonDocument;

/** What a deploy did, for people and as a document. */
final class DeployedText {
    private DeployedText() {}

    /** How much was changed, and what to do next. */
    static String of(PrintedDeployed printed) {
        DeployedOverlay deployed = printed.deployed();
        String what = deployed.changed() == 0
                ? "nothing to change: all of it runs already"
                : deployed.changed() + " daemons started or stopped";
        StringBuilder told = new StringBuilder(RemovedText.strays(deployed.strays()));
        deployed.outages().forEach(outage -> told.append(StatusText.of(outage)));
        told.append(StatusText.clocks(deployed.deployment().notes().latestClocks()));
        return "deployment " + deployed.deployment().id() + " on "
                + deployed.deployment().experiment() + ": " + what + "\n" + told + "next: "
                + printed.typed().on("verify")
                + "\n";
    }

    /** That, and the plan that runs. */
    static ObjectNode document(PrintedDeployed printed) {
        DeployedOverlay deployed = printed.deployed();
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/deploy/1")
                .put("experiment", deployed.deployment().experiment())
                .put("deployment", deployed.deployment().id())
                .put("changed", deployed.changed())
                .put("straysEnded", deployed.strays());
        document.set("outages", JsonDocument.mapper().valueToTree(deployed.outages()));
        document.set(
                "clocks",
                JsonDocument.mapper().valueToTree(deployed.deployment().notes().latestClocks()));
        document.set("plan", PlanFile.document(deployed.deployment().plan()));
        return document;
    }
}

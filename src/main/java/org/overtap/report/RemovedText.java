package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.deploy.ExperimentModification;
import org.overtap.lifecycle.RemovedOverlay;
import org.overtap.topology.file.JsonDocument;

/** What a teardown did, for people and as a document. */
public final class RemovedText {
    private RemovedText() {}

    /** What was removed, and what the experiment has now. */
    public static String of(RemovedOverlay removed) {
        return "deployment " + removed.id() + " removed from " + removed.nodes() + " nodes, " + removed.leftovers()
                + " leftovers\n"
                + strays(removed.strays())
                + removed.restored().map(RemovedText::restored).orElse("");
    }

    /** What was ended that its folder did not know any more. */
    static String strays(int count) {
        return count == 0
                ? ""
                : count + (count == 1 ? " process" : " processes")
                        + " of it ran on, though their folders were gone or did not know them: ended\n";
    }

    private static String restored(RemovedOverlay.Restored restored) {
        String noun = restored.noun();
        ExperimentModification.Restored how = restored.how();
        if (!how.exact()) {
            return "the testbed keeps the " + noun + " with other line ends or blank lines than it was sent; it is kept"
                    + " as sent in " + how.kept().orElseThrow() + "\n";
        }
        return how.kept()
                .map(file -> how.edited()
                        ? "the " + noun + " had been edited meanwhile: it stays so, without overtap's block; the one of"
                                + " before the deployment is in " + file + "\n"
                        : "the original " + noun + " is back; the edited one is in " + file + "\n")
                .orElse("the original " + noun + " is back, byte for byte\n");
    }

    /** The same as a document. */
    public static ObjectNode document(RemovedOverlay removed) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/teardown/1")
                .put("experiment", removed.experiment())
                .put("nodes", removed.nodes())
                .put("leftovers", removed.leftovers())
                .put("straysEnded", removed.strays())
                .put(
                        "scriptEdited",
                        removed.restored().map(r -> r.how().edited()).orElse(false));
        removed.restored().flatMap(r -> r.how().kept()).ifPresent(file -> document.put("scriptKept", file.toString()));
        return document.put("scriptRestored", removed.ownDescription());
    }
}

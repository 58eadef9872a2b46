package org.overtap.overlay.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.JsonPlaces;

/** The file form of a plan, {@code "schema":"overtap/plan/1"}. */
public final class PlanFile {
    public static final String SCHEMA = "overtap/plan/1";

    /** Documents of larger networks leave out what is listed for each segment and interface. */
    public static final int MOST_SEGMENTS = 100_000;

    private PlanFile() {}

    public static ObjectNode document(OverlayPlan plan) {
        ObjectNode document = JsonDocument.tree(SCHEMA, plan);
        if (plan.abridged()) {
            document.remove("segments");
            document.path("probes").forEach(probe -> ((ObjectNode) probe).remove("interfaces"));
        }
        return document;
    }

    /** The document as it is shown: without what would make it very long, unless {@code full}. */
    public static ObjectNode document(OverlayPlan plan, boolean full) {
        boolean large = plan.topology().segments() > MOST_SEGMENTS;
        return document(large && !full ? plan.abridge() : plan);
    }

    /**
     * Reads a plan, perhaps edited by hand; {@link PlanCheck} tells whether it fits a topology.
     *
     * @throws TopologyException if it is no plan, or cannot be meant: with line and field
     */
    public static OverlayPlan read(Path file) {
        String text = JsonDocument.readText(file);
        OverlayPlan plan = JsonDocument.parseExactly(text, file.toString(), SCHEMA, OverlayPlan.class);
        List<String> faults = new ArrayList<>();
        PlanFaults.of(plan).forEach((field, sentence) -> {
            OptionalInt line = JsonPlaces.line(text, field);
            faults.add(file + (line.isPresent() ? ":" + line.getAsInt() : "") + ": " + field + ": " + sentence);
        });
        if (!faults.isEmpty()) {
            throw new TopologyException(String.join("\n", faults));
        }
        return plan;
    }
}

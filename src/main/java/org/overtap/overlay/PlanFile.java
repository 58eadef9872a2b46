package org.overtap.overlay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.overtap.topology.JsonDocument;

/** The file form of a plan, {@code "schema":"overtap/plan/1"}. */
public final class PlanFile {
    public static final String SCHEMA = "overtap/plan/1";

    private PlanFile() {}

    public static ObjectNode document(OverlayPlan plan) {
        return JsonDocument.tree(SCHEMA, plan);
    }

    /**
     * Reads a plan, perhaps edited by hand; {@link PlanCheck} tells whether it fits a topology.
     *
     * @throws org.overtap.topology.TopologyException if it is no plan
     */
    public static OverlayPlan read(Path file) {
        return JsonDocument.read(file, SCHEMA, OverlayPlan.class);
    }
}

package org.overtap.cli.option;

import org.overtap.lifecycle.ChangeRequest;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.topology.graph.EdgeColumns;
import picocli.CommandLine.Mixin;

/** How what a plan is made of is read and reached, and what is asked of the plan: of every command that plans on paper. */
public final class PlanSourceOptions {
    @Mixin
    private DrawingOptions reading;

    @Mixin
    private PlanningOptions planning;

    @Mixin
    private ModeOptions modes;

    @Mixin
    private ConnectionOptions connection;

    /**
     * What is asked of the plan.
     *
     * @param drawing whether it is made of a file that only draws a network
     * @param explain whether it is to say what each probe is needed for
     * @throws UsageException if an option is about drawings, and this is none
     */
    public PlanRequest request(boolean drawing, boolean explain) {
        reading.requireDrawing(drawing);
        return planning.request(modes, explain, ChangeRequest.DEFAULT);
    }

    /** Which words of an edge list are names. */
    public EdgeColumns columns() {
        return reading.columns();
    }

    public ModeOptions modes() {
        return modes;
    }

    public ConnectionOptions connection() {
        return connection;
    }
}

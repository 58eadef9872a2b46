package org.overtap.report;

import java.util.List;
import java.util.Locale;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.report.format.Table;

/** A large overlay plan for people: counts only, since nobody reads half a million lines. */
public final class CompactPlanText {
    private CompactPlanText() {}

    /** What would be deployed, what it sees, what it costs. */
    public static String of(CompactPlan plan) {
        OverlayPlan.Size size = plan.head().topology();
        return String.format(
                Locale.ROOT,
                "%s: %s overlay of %d nodes and %d segments%n%n"
                        + "probes: %s on %d nodes, %d interfaces%n%s%s%s"
                        + "next: -o FILE writes the plan%s%n",
                Table.printable(plan.head().experiment()),
                plan.head().mode(),
                size.nodes(),
                size.segments(),
                plan.instrument(),
                plan.probes(),
                plan.interfaces(),
                collectors(plan),
                PlanText.told(
                        plan.wire()
                                .map(wire -> plan.instrument() + " as " + wire.format())
                                .map(List::of)
                                .orElse(List.of()),
                        plan.filter()),
                PlanText.summary(plan.head(), plan.probes(), NodeLabels.NONE),
                size.segments() > PlanFile.MOST_SEGMENTS ? ", and with --full every interface" : "");
    }

    private static String collectors(CompactPlan plan) {
        return plan.collector()
                .map(collector -> String.format(
                        Locale.ROOT,
                        "collectors: %s on %d nodes, %s%n",
                        collector.instrument(),
                        plan.collectors().length,
                        collector.listensOn()))
                .orElse("records are stored where they are made\n");
    }
}

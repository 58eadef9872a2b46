package org.overtap.report;

import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.report.format.Table;

/** The frontier for people: what is left on the experiment's own nodes for each number of extra ones. */
public final class FrontierText {
    private FrontierText() {}

    /** A table, and what its ends mean. */
    public static String of(NodeBudgetFrontier frontier) {
        Table table = new Table("extra nodes", "probing cost left", "at least", "probes left", "tap interfaces");
        frontier.points()
                .forEach(p ->
                        table.row(p.nodes(), p.cost(), p.proven() ? "proven" : p.lowerBound(), p.probes(), p.nics()));
        StringBuilder text = new StringBuilder(Table.printable(frontier.experiment()))
                .append(": what extra nodes of ")
                .append(frontier.nicsPerNode())
                .append(" interfaces take off the experiment's own nodes (taps: ")
                .append(frontier.tap())
                .append(")\n\n")
                .append(table)
                .append("\n0 is lightweight, the last line heavyweight\n");
        if (frontier.costScale() > 1) {
            text.append("costs are in thousandths\n");
        }
        frontier.points().stream().filter(p -> p.unseen() > 0).forEach(p -> text.append("with ")
                .append(p.nodes())
                .append(" extra nodes nobody sees ")
                .append(p.unseen())
                .append(" segments\n"));
        return text.toString();
    }
}

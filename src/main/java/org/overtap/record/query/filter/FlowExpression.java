package org.overtap.record.query.filter;

import java.util.Optional;
import java.util.Set;
import org.overtap.record.table.Column;

/**
 * A filter in nfdump's syntax (nfdump(1), 1.7), with words for what only a topology tells: {@code node}, {@code segment},
 * {@code probe}, {@code run}, {@code side}, {@code noise}.
 *
 * <p>What a row does not have fits nothing that is asked of it: a flow without ports has no port below 100. Only
 * {@code vlan 0} means packets without a VLAN id, as it does to nfdump.
 *
 * <p>A flow is on every segment that it crosses. Where each flow is looked at once, {@code segment S} fits those that
 * were counted on S or have it on their path; where each segment is looked at for itself, those rows that were counted
 * there.
 *
 * @param text as it was typed
 * @param columns what it asks of a row
 * @param segment the one segment to which it confines all that fits, if it does
 * @param flows for rows that tell each flow once
 * @param places for rows that tell what was on one segment
 */
public record FlowExpression(
        String text, Set<Column> columns, Optional<String> segment, FlowTest flows, FlowTest places) {
    /** Every row. */
    public static final FlowExpression ALL =
            new FlowExpression("", Set.of(), Optional.empty(), FlowTest.ANY, FlowTest.ANY);

    public FlowExpression {
        columns = Set.copyOf(columns);
    }

    /**
     * Reads an expression; an empty one fits every row.
     *
     * @throws FilterException if it is none
     */
    public static FlowExpression of(String text) {
        FilterParser once = new FilterParser(text, true);
        FilterParser.Part flows = once.whole();
        FilterParser.Part places = new FilterParser(text, false).whole();
        return new FlowExpression(text.strip(), once.columns(), flows.segment(), flows.test(), places.test());
    }
}

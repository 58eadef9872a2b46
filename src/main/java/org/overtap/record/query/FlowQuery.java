package org.overtap.record.query;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.overtap.record.RecordException;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/**
 * A question, and of which flows it is asked.
 *
 * @param question what is asked
 * @param filter which flows are meant
 * @param withoutNoise whether what no experimenter sends is left out
 */
public record FlowQuery(FlowQuestion question, FlowExpression filter, boolean withoutNoise) {

    /**
     * Asks it of a source's flows.
     *
     * @throws FlowQueryException if the answer is too large to be held
     * @throws RecordException if nothing can be read
     */
    public FlowAnswer ask(FlowSource source) throws RecordException, IOException {
        ViewBuilder builder = builder();
        QueryRows rows = new QueryRows(this, builder);
        Set<Column> columns = EnumSet.copyOf(builder.columns());
        columns.addAll(filter.columns());
        columns.addAll(rows.columns());
        FlowTally tally = source.scan(columns, rows);
        return new FlowAnswer(this, builder.view(), rows.total(), rows.noise(), rows.unfit(), tally);
    }

    /** Whether it is about what was on each segment, and not about each flow once. */
    public boolean places() {
        return filter.segment().isPresent() || builder().places();
    }

    private ViewBuilder builder() {
        if (question instanceof FlowQuestion.Search search) {
            return search.begin().get();
        }
        if (question instanceof FlowQuestion.Top top) {
            return new TopBuilder(top, TopBuilder.MOST_GROUPS);
        }
        return question instanceof FlowQuestion.Series series
                ? new SeriesBuilder(series.everyMicros())
                : new ListBuilder((FlowQuestion.Listing) question, ListBuilder.MOST_FLOWS);
    }
}

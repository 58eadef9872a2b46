package org.overtap.record.table;

import java.io.IOException;
import java.util.Set;
import org.overtap.record.RecordException;

/** What flows can be read from: a dataset, or the flow files of a measurement to which the owner rule is applied. */
public interface FlowSource {
    /**
     * Hands on every row of its tables, one by one.
     *
     * @param columns what will be asked of a row; others may be missing in it
     * @return what was read, counted and left out
     * @throws RecordException if nothing can be read; what cannot be read among much else is counted
     * @throws IOException if the rows throw it
     */
    FlowTally scan(Set<Column> columns, FlowRows rows) throws RecordException, IOException;
}

package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.record.query.NaturalOrder;
import org.overtap.record.query.TextNumbers;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Sets of the segments on which flows were counted, each a number of 64 bits: the last bit is all beyond the 63rd. */
final class SeenSegments {
    private static final int MOST = 63;
    private static final String OTHERS = "...";

    private final TextNumbers names = new TextNumbers();

    /** The set of the row's one segment. */
    long of(FlowRow row) {
        return row.has(Column.SEGMENT) ? 1L << Math.min(MOST, names.of(row.text(Column.SEGMENT))) : 0;
    }

    /** Their names, in order. */
    Optional<Object> names(long set) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            if ((set >>> i & 1) != 0) {
                all.add(names.text(i));
            }
        }
        all.sort(NaturalOrder::compare);
        if (set < 0) {
            all.add(OTHERS);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(all));
    }
}

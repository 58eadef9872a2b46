package org.overtap.record.query;

import java.util.List;
import java.util.Optional;
import org.overtap.record.table.Column;

/**
 * Flows summed up in groups.
 *
 * @param by what those of one group have in common
 * @param order what stands first
 * @param twoWay whether each group has what came back, too
 * @param matrix whether it is a matrix: all pairs, by name
 * @param groups how many groups there are
 * @param top those that were asked for
 */
public record TopFlows(Grouping by, FlowOrder order, boolean twoWay, boolean matrix, long groups, List<Entry> top)
        implements FlowView {
    public TopFlows {
        top = List.copyOf(top);
    }

    /**
     * A key column's title where it stands beside the counts: for groups that count both ends of a flow, what they are,
     * else as in flow tables.
     */
    public String title(Column column) {
        return by.countsBothEnds() ? by.word() : column.title();
    }

    /**
     * A group.
     *
     * @param key the values of {@link Grouping#keys}; what flows do not have is absent
     * @param counts what it sums up to; of a two-way group, what went from its first end to its second
     * @param back what came back; nothing where that is not asked
     */
    public record Entry(List<Optional<String>> key, FlowCounts counts, FlowCounts back) {
        public Entry {
            key = List.copyOf(key);
        }

        /** Both directions. */
        public FlowCounts all() {
            return counts.and(back);
        }
    }
}

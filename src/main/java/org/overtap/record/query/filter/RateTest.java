package org.overtap.record.query.filter;

import java.util.function.LongPredicate;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** What is asked of a flow's duration and rates, in whole numbers as nfdump has them: milliseconds, and rates cut off. */
enum RateTest {
    DURATION {
        @Override
        long of(FlowRow row, long micros) {
            return micros / 1000;
        }
    },
    PPS {
        @Override
        long of(FlowRow row, long micros) {
            return perSecond(row.number(Column.PACKETS), 1_000_000, micros);
        }
    },
    BPS {
        @Override
        long of(FlowRow row, long micros) {
            return perSecond(row.number(Column.BYTES), 8_000_000, micros);
        }
    },
    BPP {
        @Override
        long of(FlowRow row, long micros) {
            long packets = row.number(Column.PACKETS);
            return packets == 0 ? 0 : row.number(Column.BYTES) / packets;
        }
    };

    /** Its value for a flow that lasted so long. */
    abstract long of(FlowRow row, long micros);

    /** What lasted no time has no rate, and nfdump takes that for 0. */
    private static long perSecond(long count, long times, long micros) {
        if (micros == 0) {
            return 0;
        }
        return count <= Long.MAX_VALUE / times ? count * times / micros : (long) ((double) count * times / micros);
    }

    static FlowTest read(FilterParser from, RateTest rate) {
        LongPredicate holds =
                NumberTest.comparison(from, rate.name().toLowerCase(java.util.Locale.ROOT), Long.MAX_VALUE);
        if (rate == BPP) {
            from.needs(Column.PACKETS, Column.BYTES);
            return row -> holds.test(rate.of(row, 0));
        }
        from.needs(Column.FIRST, Column.LAST, Column.PACKETS, Column.BYTES);
        return row -> row.has(Column.FIRST)
                && row.has(Column.LAST)
                && holds.test(rate.of(row, row.number(Column.LAST) - row.number(Column.FIRST)));
    }
}

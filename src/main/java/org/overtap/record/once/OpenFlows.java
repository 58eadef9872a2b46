package org.overtap.record.once;

import java.io.IOException;
import java.util.List;

/**
 * Joins the records of one owner and key to rows while they come, and writes a row once no further part of it can be
 * expected. No more than a bounded number of rows waits; where there are more, the oldest of the point that was not
 * heard for longest are written.
 */
final class OpenFlows {
    private static final int MOST_OPEN = 1 << 18;

    /** So many are written at once when there are too many. */
    private static final int SOME = 1 << 12;

    private final List<Point> points;
    private final long idle;
    private final long horizon;
    private final Written written;
    private OpenFlow[] buckets = new OpenFlow[1 << 12];
    private int size;
    private long records;

    /** Takes rows that are finished. */
    interface Written {
        void write(OpenFlow row) throws IOException;
    }

    /**
     * @param idle parts that are so far apart, or less, are of one flow, in microseconds
     * @param horizon a part that begins so long after another record of its point is no part of a row that ended by then
     */
    OpenFlows(List<Point> points, long idle, long horizon, Written written) {
        this.points = points;
        this.idle = idle;
        this.horizon = horizon;
        this.written = written;
    }

    /** Takes a record as a row of its own; returns whether it is new, and not one that came before. */
    boolean add(OpenFlow record) throws IOException {
        record.point.heard = ++records;
        if (!record.hasTimes()) {
            written.write(record);
            return true;
        }
        expire(record);
        OpenFlow row = find(record);
        if (row == null) {
            open(record);
        } else if (row.tells(record)) {
            return false;
        } else if (row.gap(record) <= idle) {
            row.join(record);
            unlink(row);
            link(row);
        } else if (record.last() > row.last()) {
            close(row);
            open(record);
        } else {
            written.write(record);
        }
        return true;
    }

    /** Writes all that are open. */
    void finish() throws IOException {
        for (Point point : points) {
            while (point.oldest != null) {
                close(point.oldest);
            }
        }
    }

    private void expire(OpenFlow record) throws IOException {
        OpenFlow oldest = record.point.oldest;
        while (oldest != null && Math.abs(record.last() - oldest.last()) > horizon) {
            close(oldest);
            oldest = record.point.oldest;
        }
    }

    private void open(OpenFlow row) throws IOException {
        if (size == MOST_OPEN) {
            makeRoom();
        }
        if (2 * size >= buckets.length) {
            grow();
        }
        put(row);
        link(row);
        size++;
    }

    private void makeRoom() throws IOException {
        Point quiet = null;
        for (Point point : points) {
            quiet = point.oldest != null && (quiet == null || point.heard < quiet.heard) ? point : quiet;
        }
        for (int i = 0; i < SOME && quiet != null && quiet.oldest != null; i++) {
            close(quiet.oldest);
        }
    }

    private void close(OpenFlow row) throws IOException {
        unlink(row);
        int bucket = row.hash & buckets.length - 1;
        if (buckets[bucket] == row) {
            buckets[bucket] = row.next;
        } else {
            OpenFlow before = buckets[bucket];
            while (before.next != row) {
                before = before.next;
            }
            before.next = row.next;
        }
        row.next = null;
        size--;
        written.write(row);
    }

    private OpenFlow find(OpenFlow record) {
        OpenFlow at = buckets[record.hash & buckets.length - 1];
        while (at != null && !at.continues(record)) {
            at = at.next;
        }
        return at;
    }

    private void put(OpenFlow row) {
        int bucket = row.hash & buckets.length - 1;
        row.next = buckets[bucket];
        buckets[bucket] = row;
    }

    private void grow() {
        OpenFlow[] old = buckets;
        buckets = new OpenFlow[2 * old.length];
        for (OpenFlow first : old) {
            for (OpenFlow at = first; at != null; ) {
                OpenFlow next = at.next;
                put(at);
                at = next;
            }
        }
    }

    private static void link(OpenFlow row) {
        Point point = row.point;
        row.older = point.newest;
        if (point.newest == null) {
            point.oldest = row;
        } else {
            point.newest.newer = row;
        }
        point.newest = row;
    }

    private static void unlink(OpenFlow row) {
        Point point = row.point;
        if (row.older == null) {
            point.oldest = row.newer;
        } else {
            row.older.newer = row.newer;
        }
        if (row.newer == null) {
            point.newest = row.older;
        } else {
            row.newer.older = row.older;
        }
        row.older = null;
        row.newer = null;
    }
}

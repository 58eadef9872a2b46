package org.overtap.verify.evidence;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.overtap.record.Exporter;

/**
 * How often the sequence numbers of some exporters jumped, by time. What they have in common is the folder that their
 * records are stored in, of which alone it is told.
 *
 * <p>A jump is seen only with the datagram that follows it. What was lost before an exporter's first datagram since the
 * beginning may have been lost before that, and of a file that was open at the beginning it cannot be told when its jumps
 * came. Only jumps in files that were opened since, after the one in which the last of the exporters is heard for the
 * first time, surely came since.
 *
 * @param exporters whose they may be
 * @param before those that came before
 * @param around those that came before or since
 * @param since those that surely came since
 */
public record GapWindow(Set<Exporter> exporters, OptionalLong before, OptionalLong around, OptionalLong since) {
    /** No jump at any time, of nobody. */
    public static final GapWindow NONE =
            new GapWindow(Set.of(), OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0));

    public GapWindow {
        exporters = Set.copyOf(exporters);
    }

    GapWindow heard(Set<Exporter> more) {
        Set<Exporter> all = new HashSet<>(exporters);
        all.addAll(more);
        return new GapWindow(all, before, around, since);
    }

    GapWindow before(OptionalLong gaps) {
        return new GapWindow(exporters, sum(before, gaps), around, since);
    }

    GapWindow around(OptionalLong gaps) {
        return new GapWindow(exporters, before, sum(around, gaps), since);
    }

    GapWindow since(OptionalLong gaps) {
        return new GapWindow(exporters, before, around, sum(since, gaps));
    }

    /** Both numbers; what is not known of one is not known of both. */
    public static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }
}

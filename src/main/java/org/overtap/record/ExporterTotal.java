package org.overtap.record;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.topology.IpAddress;

/**
 * What a collector has of one exporter, over all its finished files.
 *
 * @param exporter who sent
 * @param records how many records are stored
 * @param gaps how often the sequence numbers of its datagrams jumped; absent where the format or its reader tells none,
 *     or tells one number for all that an address sends: that has then a row of its own, without a source id
 */
public record ExporterTotal(Exporter exporter, long records, OptionalLong gaps) {
    /** The gaps of all of them; absent where those of one are not known, by itself or with its address. */
    public static OptionalLong gaps(Collection<ExporterTotal> totals) {
        Set<IpAddress> together = totals.stream()
                .filter(t -> t.gaps.isPresent() && t.exporter.sourceId().isEmpty())
                .map(t -> t.exporter.address())
                .collect(Collectors.toSet());
        return totals.stream().allMatch(t -> t.gaps.isPresent() || together.contains(t.exporter.address()))
                ? OptionalLong.of(
                        totals.stream().mapToLong(t -> t.gaps.orElse(0)).sum())
                : OptionalLong.empty();
    }

    /** Both together: gaps are known if they are in both. */
    public ExporterTotal and(ExporterTotal more) {
        boolean known = gaps.isPresent() && more.gaps.isPresent();
        return new ExporterTotal(
                exporter,
                records + more.records,
                known ? OptionalLong.of(gaps.getAsLong() + more.gaps.getAsLong()) : OptionalLong.empty());
    }
}

package org.overtap.record;

import java.util.OptionalLong;

/**
 * What a collector has of one exporter, over all its finished files.
 *
 * @param exporter who sent
 * @param records how many records are stored
 * @param gaps how often the sequence numbers of its datagrams jumped; absent where the format or its reader tells none
 */
public record ExporterTotal(Exporter exporter, long records, OptionalLong gaps) {
    /** Both together: gaps are known if they are in both. */
    public ExporterTotal and(ExporterTotal more) {
        boolean known = gaps.isPresent() && more.gaps.isPresent();
        return new ExporterTotal(
                exporter,
                records + more.records,
                known ? OptionalLong.of(gaps.getAsLong() + more.gaps.getAsLong()) : OptionalLong.empty());
    }
}

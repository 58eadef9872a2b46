package org.overtap.record;

/**
 * What is stored of one exporter.
 *
 * @param exporter who sent
 * @param records how many records
 */
public record ExporterTotal(Exporter exporter, long records) {}

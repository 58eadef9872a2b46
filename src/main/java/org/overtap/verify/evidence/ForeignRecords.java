package org.overtap.verify.evidence;

/**
 * Records that are stored and that no planned probe can have sent.
 *
 * @param exporter whom they name
 * @param collector the node that stored them
 * @param records how many
 * @param why what shows it
 */
public record ForeignRecords(String exporter, String collector, long records, String why) {}

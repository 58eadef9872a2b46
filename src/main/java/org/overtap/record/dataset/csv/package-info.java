/**
 * Tables as text: one file a table (RFC 4180), with a header, all columns, and times in ISO 8601.
 *
 * <p>Enters: rows, or such a file. Leaves: a file, or batches of rows.
 */
package org.overtap.record.dataset.csv;

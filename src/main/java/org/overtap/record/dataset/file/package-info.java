/**
 * What the forms of a dataset's tables have in common: batches of rows, files with their sums.
 *
 * <p>Enters: rows, or a folder that has some. Leaves: files with size, sum and counts, or batches of rows.
 */
package org.overtap.record.dataset.file;

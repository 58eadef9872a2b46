/**
 * Tables in Apache Parquet (parquet.apache.org): files below folders that tell run, hour and probe.
 *
 * <p>Enters: rows, or such files. Leaves: files, or batches of rows. Parquet's library makes and reads the files'
 * structure; what a column's values are encoded as is decided here, many rows at a time, so that memory stays bounded
 * whatever the number of partitions. Nothing outside knows the library's types.
 */
package org.overtap.record.dataset.parquet;

package org.overtap.record.dataset.file;

import java.nio.file.Path;

/**
 * A file that is whole.
 *
 * @param path where it is
 * @param size its bytes
 * @param sha256 the SHA-256 sum of these, in hexadecimal
 * @param rows how many rows it has, if it has rows
 */
public record TableFile(Path path, long size, String sha256, long rows) {}

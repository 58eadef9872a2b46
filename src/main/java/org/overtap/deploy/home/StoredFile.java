package org.overtap.deploy.home;

/**
 * A file that a daemon has stored, as its node tells of it.
 *
 * @param path relative to the daemon's folder
 * @param size in bytes
 * @param sum what POSIX {@code cksum} makes of it
 * @param closed whether whatever wrote it is done with it
 */
public record StoredFile(String path, long size, long sum, boolean closed) {}

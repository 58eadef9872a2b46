/**
 * Topologies and other documents as JSON files.
 *
 * <p>Enters: a path, or a value to be written. Leaves: values, or a message with line and column. Touches just the
 * files that it is given; what it writes appears whole.
 */
package org.overtap.topology.file;

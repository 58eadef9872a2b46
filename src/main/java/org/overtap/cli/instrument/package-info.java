/**
 * The command that lists instruments, explains one, or shows what goes with what.
 *
 * <p>Enters: the catalogue, the user's own descriptors among it. Leaves: text or one JSON document. Reads descriptor
 * files; touches nothing else.
 */
package org.overtap.cli.instrument;

/**
 * How the user starts this program from where he is, for commands that he is to paste.
 *
 * <p>Enters: what the launcher says, the PATH, where the program lies. Leaves: words of a shell. Nothing is touched.
 */
package org.overtap.cli.typed;

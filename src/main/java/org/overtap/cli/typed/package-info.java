/**
 * How the user starts this program from where he is, for commands that he is to paste; sentences that quote such.
 *
 * <p>Enters: what the launcher says, the PATH, where the program lies; sentences. Leaves: words of a shell; the sentences
 * with these in them. Nothing is touched.
 */
package org.overtap.cli.typed;

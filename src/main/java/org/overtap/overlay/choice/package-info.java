/**
 * Which instruments a plan takes where the user named none, and what speaks against the others.
 *
 * <p>Enters: a topology, the user's options, the instruments, what nodes told of themselves. Leaves: options that name
 * instruments, and the reasons. Pure.
 */
package org.overtap.overlay.choice;

/**
 * What is known beside the canaries, and what follows from all of it: what belongs to the time since a live check began
 * and what to the time before, in which condition daemons are, and whose fault it is that something is not proven.
 *
 * <p>Pure values: nothing here asks a node. Enters: what was asked at the beginning and at the end. Leaves:
 * {@link org.overtap.verify.evidence.Finding findings} and {@link org.overtap.verify.evidence.History}.
 */
package org.overtap.verify.evidence;

/**
 * Evaluates ns scripts the way Emulab's parser does, for the lab's boss and as the judge of rewritten scripts.
 *
 * <p>A script enters as text; a {@link org.overtap.lab.ns.VirtualExperiment} leaves, the rows Emulab's parser would
 * write, or an {@link org.overtap.lab.ns.NsScriptException} with the user's own line. Touched meanwhile: one child
 * process {@code otclsh}, bounded in time, memory and output, and a temporary folder that is removed.
 *
 * <p>The classes and commands a script uses are in {@code lab/ns/*.tcl}, our own prelude. Links and LANs are kept in
 * Tcl arrays on purpose: Emulab hands out subnets in the order of such an array, so the same Tcl gives the same
 * addresses. A script is a program: it can run commands with the rights of this process.
 */
package org.overtap.lab.ns;

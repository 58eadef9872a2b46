/**
 * What only makes sense on Emulab: rewriting an ns script on paper, and the ways in which an experiment is changed
 * there.
 *
 * <p>Enters: arguments, scripts. Leaves: scripts, requests. Touched: files that the user names; no testbed.
 */
package org.overtap.cli.emulab;

/**
 * The client of Emulab's XML-RPC server: TLS with the user's certificate, bounded replies, states and swaps of an
 * experiment.
 *
 * <p>Enters: settings, method names and arguments. Leaves: replies as checked values, or errors in words. Touches
 * sockets and the user's key files.
 */
package org.overtap.testbed.emulab.boss;

/**
 * Asks nodes what they know beside canaries: daemons for their condition and counters, collectors for what they stored,
 * nodes for their interfaces. Reads only; a node that cannot be entered spoils nothing of what the others tell.
 */
package org.overtap.verify.watch;

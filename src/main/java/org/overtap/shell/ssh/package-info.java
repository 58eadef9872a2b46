/**
 * SSH to nodes, through a jump host if need be, with pinned host keys.
 *
 * <p>Enters: settings, a target, the user's keys and known hosts. Leaves: shells whose sessions are reused. Touches
 * sockets, and the file of known hosts. JSch stays in here.
 */
package org.overtap.shell.ssh;

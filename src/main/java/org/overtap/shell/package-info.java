/**
 * Running a command on a node, and moving files to and from it: over SSH, on this machine, or from a recording.
 *
 * <p>Enters: an argument list. Leaves: exit status and output, bounded in size and time. May touch the network (SSH)
 * and processes of this machine. The only package that knows JSch, and the only place where text is quoted for a
 * POSIX shell.
 */
package org.overtap.shell;

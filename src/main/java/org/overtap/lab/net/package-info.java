/**
 * Builds, changes, reboots and clears machines out of network namespaces on this computer.
 *
 * <p>A {@link org.overtap.lab.mapper.Blueprint} enters; running machines with an SSH server each leave. Touched:
 * network namespaces whose names start with {@code ovt-LAB-}, the processes inside them, and the lab's folder; nothing
 * in the root namespace but the namespaces' handles. Processes are ended by id, after their namespace was looked at
 * again.
 */
package org.overtap.lab.net;

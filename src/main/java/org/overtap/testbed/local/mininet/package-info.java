/**
 * Networks that Mininet runs on this machine.
 *
 * <p>Enters: the table of processes, in which Mininet's nodes have their names. Leaves: namespaces as
 * {@link org.overtap.testbed.local} works on them. May touch the machine: reading only.
 */
package org.overtap.testbed.local.mininet;

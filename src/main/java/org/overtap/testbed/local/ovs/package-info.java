/**
 * Whoever is behind the ports of Open vSwitch on this machine.
 *
 * <p>Enters: the table of processes and the names of namespaces. Leaves: namespaces as
 * {@link org.overtap.testbed.local} works on them. May touch the machine: reading only.
 */
package org.overtap.testbed.local.ovs;

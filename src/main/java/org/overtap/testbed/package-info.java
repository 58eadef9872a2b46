/**
 * What overtap needs of a testbed, whichever it is. Each testbed is a sub-package that no other sub-package knows.
 *
 * <p>Enters: a {@code SOURCE} and connection settings. Leaves: a {@link org.overtap.topology.Topology} and a
 * {@link org.overtap.shell.Shell} for each node. May touch the testbed's interfaces on the network.
 */
package org.overtap.testbed;

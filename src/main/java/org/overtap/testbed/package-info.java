/**
 * What overtap needs of a testbed, whichever it is. Each testbed is a sub-package that no other sub-package knows, and
 * a line in the table of {@link org.overtap.testbed.TestbedRegistry}; {@code ADDING.md} tells how one is added.
 *
 * <p>Enters: a {@code SOURCE} and settings. Leaves: a {@link org.overtap.topology.Topology}, a
 * {@link org.overtap.testbed.NodeHost} for each node, and, where the testbed can change an experiment,
 * {@link org.overtap.testbed.Revision}s of its description. May touch the testbed's interfaces on the network.
 */
package org.overtap.testbed;

/**
 * CloudLab, Powder, Emulab's portal, and whoever else writes GENI manifests. From a manifest alone, {@code manifest:},
 * a network is planned wherever it lies, and measured where its nodes can be entered; machines are neither given nor
 * taken.
 *
 * <p>Enters: manifests, from files or from nodes. Leaves: a {@link org.overtap.topology.Topology}, joined with what the
 * nodes tell. May touch the nodes: reading.
 */
package org.overtap.testbed.geni;

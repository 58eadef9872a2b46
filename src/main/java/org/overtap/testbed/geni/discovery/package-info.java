/**
 * From manifests, and from what the nodes tell of themselves, to a topology.
 *
 * <p>Enters: a {@link org.overtap.testbed.geni.rspec.SliverExperiment} and what nodes told. Leaves: a
 * {@link org.overtap.topology.Topology}. Nodes are asked by one script that changes nothing; all the rest is pure.
 */
package org.overtap.testbed.geni.discovery;

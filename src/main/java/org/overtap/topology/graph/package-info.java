/**
 * Networks read from graph files, held in arrays, and the JGraphT view of a topology.
 *
 * <p>Enters: GraphML and edge lists, {@code .gz} too. Leaves: a {@link org.overtap.topology.graph.NetworkGraph}, or a
 * topology of it. Touches just the files that it is given.
 */
package org.overtap.topology.graph;

/**
 * The model of an instantiated experiment: nodes, interfaces, segments, conversations and vantage points.
 *
 * <p>{@link org.overtap.topology.SegmentVisibility} is the one place that says who sees what on a segment and how much
 * must be watched; everybody asks it.
 *
 * <p>Enters: topology files (JSON) and drawings of networks (GraphML, edge lists). Leaves: immutable values and a
 * JGraphT view of them; a {@link org.overtap.topology.graph.NetworkGraph} holds networks too large for such values. Touches
 * nothing else; every function here is pure but for {@link org.overtap.topology.file.JsonDocument} and
 * {@link org.overtap.topology.graph.GraphFormats}, which read and write files.
 */
package org.overtap.topology;

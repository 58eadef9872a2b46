/**
 * The model of an instantiated experiment: nodes, interfaces, segments, conversations and vantage points.
 *
 * <p>{@link org.overtap.topology.SegmentVisibility} is the one place that says who sees what on a segment and how much
 * must be watched; everybody asks it.
 *
 * <p>Enters: what a testbed or a file tells of an experiment, as numbers and names. Leaves: immutable values that are
 * checked when they are made. Pure. Beside the model, each in a package of its own: files of it ({@code
 * topology.file}), networks read from graph files and the JGraphT view ({@code topology.graph}), what nodes print of
 * themselves ({@code topology.listing}), and the way of packets over their routes ({@code topology.route}).
 */
package org.overtap.topology;

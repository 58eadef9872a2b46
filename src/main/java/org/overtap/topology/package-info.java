/**
 * The model of an instantiated experiment: nodes, interfaces, segments, conversations and vantage points.
 *
 * <p>Enters: topology files (JSON). Leaves: immutable values and a JGraphT view of them. Touches nothing else; every
 * function here is pure but for {@link org.overtap.topology.JsonDocument}, which reads and writes files.
 */
package org.overtap.topology;

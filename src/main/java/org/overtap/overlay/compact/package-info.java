/**
 * Plans of networks too large for the model of objects: arrays in, the same document out.
 *
 * <p>Enters: a {@link org.overtap.topology.graph.NetworkGraph}, options. Leaves: a {@link
 * org.overtap.overlay.compact.CompactPlan}, streamed as JSON. Pure but for its file.
 */
package org.overtap.overlay.compact;

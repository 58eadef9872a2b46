/**
 * What lies beside flow files on the user's machine, so that they can be understood without overtap: who each exporter
 * is, which one probe counts a conversation, and how the usual tools read them.
 *
 * <p>Enters: a topology, the plan that was deployed on it, and who exports. Leaves: documents with a {@code schema},
 * and a text for people. Pure but for {@link org.overtap.record.guide.GuideFiles}, which writes them.
 */
package org.overtap.record.guide;

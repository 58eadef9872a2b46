/**
 * XML that others wrote, read in one way: no document type, no entity, nothing fetched, bounded depth and pieces, and a
 * place for every complaint.
 *
 * <p>Enters: bytes. Leaves: an {@link org.overtap.topology.xml.XmlElement}, or each piece to whoever takes them one by one.
 * Touches nothing.
 */
package org.overtap.topology.xml;

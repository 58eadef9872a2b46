/**
 * The picture of an experiment: a page, a drawing, a graph for Graphviz, the document behind them.
 *
 * <p>Enters: a {@link org.overtap.report.picture.Picture}. Leaves: text. Names go in through
 * {@link org.overtap.report.format.Xml} and {@link org.overtap.report.picture.ScriptJson} alone. Pure.
 */
package org.overtap.report.picture;

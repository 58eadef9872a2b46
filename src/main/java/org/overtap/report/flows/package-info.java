/**
 * Flows on paper: what a query came to, as text with nfdump's units, as a document, and as a table for other programs.
 *
 * <p>Enters: {@link org.overtap.report.flows.PrintedFlows}. Leaves: text. Pure.
 */
package org.overtap.report.flows;

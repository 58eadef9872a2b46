/**
 * Small printers: a result in, text out. {@link org.overtap.report.Printers} is the table of them: which result can be
 * had in which format.
 *
 * <p>Enters: topologies, plans, verdicts, what the lifecycle's methods came to. Leaves: tables, drawings, documents and
 * sentences for people, written where the caller says. Pure.
 */
package org.overtap.report;

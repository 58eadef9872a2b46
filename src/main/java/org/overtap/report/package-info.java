/**
 * Small printers: a value in, text out.
 *
 * <p>Enters: topologies, plans, verdicts, states. Leaves: tables, drawings and sentences for people. Pure. JSON is the
 * values' own form and needs no printer.
 */
package org.overtap.report;

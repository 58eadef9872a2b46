/**
 * In what form a result is written: text, JSON, SVG, CSV, and what each of them needs to be safe whatever names it has.
 *
 * <p>Enters: results and functions that write them. Leaves: characters, written where the caller says. Pure.
 */
package org.overtap.report.format;

/**
 * Flow tables: their one schema, rows as they pass, and what was counted on the way.
 *
 * <p>Two tables: {@code flows} tells every flow once, {@code crossings} tells what flows that are counted elsewhere on
 * their way were on each other segment they cross. The sums of a segment are over both, all others over {@code flows}.
 * Values and interfaces only.
 */
package org.overtap.record.table;

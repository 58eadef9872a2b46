/**
 * Flow records: what a probe told, how it is read from what a collector's reader prints, and which one record counts.
 *
 * <p>Enters: the text in which a collector's reader prints records, a topology and a plan. Leaves: records. Pure.
 */
package org.overtap.record;

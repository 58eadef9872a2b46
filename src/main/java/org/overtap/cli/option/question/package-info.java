/**
 * Options that ask something of flows: top talkers, matrix, series, lists, patterns.
 *
 * <p>Enters: words that a user typed. Leaves: a {@link org.overtap.record.query.FlowQuestion}, or a sentence that says
 * what is wrong with them. Pure.
 */
package org.overtap.cli.option.question;

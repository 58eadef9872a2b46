/**
 * The filter language: an expression as nfdump's users write it in, a test of rows out.
 *
 * <p>Enters: text that a user typed. Leaves: a {@link org.overtap.record.query.filter.FlowExpression}, or a sentence
 * that says where it is wrong and what was expected there. Pure.
 */
package org.overtap.record.query.filter;

/**
 * What must be seen, as a cover problem, and what a choice sees, in words and numbers.
 *
 * <p>Enters: a topology or a graph, costs. Leaves: problems for {@code placement}; coverage and explanations of what
 * was chosen. Pure.
 */
package org.overtap.overlay.cover;

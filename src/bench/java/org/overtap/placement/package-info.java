/**
 * What the inner parts of placement take, one class a part, measured by JMH. Compiled under {@code -Pbench} only: JMH is
 * GPLv2 with Classpath Exception and never on another class path.
 *
 * <p>Enters: a problem by name ({@link org.overtap.placement.KernelInput}). Leaves: JMH's own scores. A method that is
 * called {@code jgrapht...} does the same work with that class of JGraphT; the table gives the others as ratios to the
 * fastest of those. {@link org.overtap.bench.Bench} starts them all.
 */
package org.overtap.placement;

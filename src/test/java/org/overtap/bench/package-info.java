/**
 * Seeded families of problems and what it takes to solve them. Timing only: claims are tested elsewhere.
 *
 * <p>{@link org.overtap.bench.Bench} makes the whole table ({@code mvn -Pbench verify}), each row by a {@link
 * org.overtap.bench.Task} in a process of its own; {@link org.overtap.bench.PlacementBench} looks at the solver alone.
 * Two more source folders are compiled only where they are asked for: {@code src/bench/java} (with {@code -Pbench}) has
 * the kernels that JMH measures, {@code src/ortools/java} (with {@code -Pbench,ortools}) asks other solvers about some
 * of the problems.
 */
package org.overtap.bench;

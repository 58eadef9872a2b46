/**
 * How an experiment differs from what it was or was meant to be while machines are added.
 *
 * <p>Enters: topologies before and after, what was added. Leaves: the experiment without the additions; differences
 * in words. Pure.
 */
package org.overtap.overlay.change;

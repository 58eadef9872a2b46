/**
 * Taps where nothing sees the traffic: which kinds there are, what they need, where they go, what they cost.
 *
 * <p>Enters: a topology, {@link org.overtap.overlay.taps.TapOptions}, a testbed's {@link
 * org.overtap.overlay.taps.TestbedTraits}. Leaves: chosen taps, the topology as it would be with them, the estimate
 * of the change. Pure.
 */
package org.overtap.overlay.taps;

package org.overtap.overlay;

/**
 * What probes on the experiment's own nodes cost.
 *
 * @param probes how many of these nodes run one
 * @param cost what they cost together
 * @param lowerBound no plan with as many added machines leaves less
 * @param proven whether the two are equal
 */
public record OwnLoad(int probes, long cost, long lowerBound, boolean proven) {}

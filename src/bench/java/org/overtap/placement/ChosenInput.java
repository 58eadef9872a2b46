package org.overtap.placement;

import java.util.BitSet;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.overtap.placement.multicover.GreedyPlacement;

/** The same with a greedy choice, superfluous candidates and all. */
@State(Scope.Benchmark)
public class ChosenInput {
    Placement placement;
    BitSet chosen;

    @Setup
    public void choose(KernelInput input) {
        placement = new GreedyPlacement().place(input.cover, Limits.none());
        chosen = placement.asBitSet();
    }
}

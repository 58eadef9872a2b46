package org.overtap.placement;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.overtap.placement.multicover.RedundancyElimination;

/** What no row needs is taken back from a greedy choice. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RedundancyKernel {
    @Benchmark
    public Object overtap(KernelInput input, ChosenInput choice) {
        BitSet chosen = (BitSet) choice.chosen.clone();
        RedundancyElimination.remove(input.cover, input.incidence, chosen);
        return chosen;
    }
}

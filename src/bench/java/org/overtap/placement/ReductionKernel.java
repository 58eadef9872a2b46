package org.overtap.placement;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.overtap.placement.multicover.RowReduction;

/** All choices that are provably right. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReductionKernel {
    @Benchmark
    public Object overtap(KernelInput input) {
        RowReduction reduction = new RowReduction(input.cover, input.incidence);
        reduction.toFixpoint();
        return reduction.state();
    }
}

package org.overtap.placement;

import java.util.concurrent.TimeUnit;
import org.jgrapht.alg.matching.SparseEdmondsMaximumCardinalityMatching;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.overtap.placement.multicover.LagrangianBound;
import org.overtap.placement.vertexcover.CoverGraph;
import org.overtap.placement.vertexcover.CrownDecomposition;
import org.overtap.placement.vertexcover.LeafRemovalCover;

/** A lower bound: by rows, by peeling and a crown where all rows are links, and by a largest matching. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BoundKernel {
    @Benchmark
    public long rowPrices(KernelInput input) {
        return LagrangianBound.quick(input.cover);
    }

    @Benchmark
    public long crown(KernelInput input) {
        CoverGraph graph = CoverGraph.of(input.cover, Long.MAX_VALUE).orElseThrow();
        return CrownDecomposition.of(graph, LeafRemovalCover.of(graph)).bound();
    }

    @Benchmark
    public Object jgraphtSparseEdmondsMaximumCardinalityMatching(KernelInput input) {
        return new SparseEdmondsMaximumCardinalityMatching<>(input.graph).getMatching();
    }
}

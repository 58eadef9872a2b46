package org.overtap.placement;

import java.util.concurrent.TimeUnit;
import org.jgrapht.alg.vertexcover.ClarksonTwoApproxVCImpl;
import org.jgrapht.alg.vertexcover.GreedyVCImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.overtap.placement.multicover.GreedyPlacement;
import org.overtap.placement.multicover.ReducePlacement;

/** A cover of what is built already; the greedy and the reducing one prove a bound with it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CoverKernel {
    @Benchmark
    public Object greedy(KernelInput input) {
        return new GreedyPlacement().place(input.cover, Limits.none());
    }

    @Benchmark
    public Object reduce(KernelInput input) {
        return new ReducePlacement().place(input.cover, Limits.none());
    }

    @Benchmark
    public Object jgraphtGreedyVCImpl(KernelInput input) {
        return new GreedyVCImpl<>(input.graph).getVertexCover();
    }

    @Benchmark
    public Object jgraphtClarksonTwoApproxVCImpl(KernelInput input) {
        return new ClarksonTwoApproxVCImpl<>(input.graph).getVertexCover();
    }
}

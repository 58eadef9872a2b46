package org.overtap.placement;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.overtap.placement.multicover.Incidence;

/** From ends and members to what the solver works on. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BuildKernel {
    @Benchmark
    public Object overtap(KernelInput input) {
        CoverProblem from = input.cover;
        CoverProblemBuilder builder = CoverProblem.builder(from.candidates());
        for (int row = 0; row < from.rows(); row++) {
            int[] members = new int[from.slotTo(row) - from.slotFrom(row)];
            int first = from.slotFrom(row);
            Arrays.setAll(members, i -> from.member(first + i));
            builder.switchedLan(members);
        }
        return new Incidence(builder.build());
    }

    @Benchmark
    public Object jgraphtDefaultUndirectedGraph(KernelInput input) {
        return KernelInput.graphOf(input.cover);
    }
}

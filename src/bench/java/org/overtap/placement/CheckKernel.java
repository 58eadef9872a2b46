package org.overtap.placement;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** An answer is judged. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckKernel {
    @Benchmark
    public Object overtap(KernelInput input, ChosenInput choice) {
        return CoverChecker.faults(input.cover, choice.placement);
    }
}

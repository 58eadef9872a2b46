package org.overtap.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.overtap.topology.graph.EdgeListFile;

/** From an edge list on disk to the drawing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadKernel {
    /** The problem as a file. */
    @State(Scope.Benchmark)
    public static class Drawn {
        Path file;

        @Setup
        public void write(KernelInput input) throws IOException {
            file = Files.createTempFile("overtap-kernel", ".edges");
            CoverProblem cover = input.cover;
            Files.write(file, (Iterable<String>)
                    IntStream.range(0, cover.rows()).mapToObj(row -> line(cover, row))::iterator);
        }

        private static String line(CoverProblem cover, int row) {
            return IntStream.range(cover.slotFrom(row), cover.slotTo(row))
                    .mapToObj(slot -> "n" + cover.member(slot))
                    .collect(Collectors.joining(" "));
        }

        @TearDown
        public void remove() throws IOException {
            Files.delete(file);
        }
    }

    @Benchmark
    public Object overtap(Drawn drawn) {
        return EdgeListFile.read(drawn.file);
    }
}

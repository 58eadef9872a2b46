package org.overtap.bench.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A program's whole run, with all that it starts.
 *
 * @param seconds from before its start to after its end
 * @param peakMiB the most memory that it and what it started had at one time, looked at twenty times a second
 */
record WholeRun(double seconds, long peakMiB) {
    private static final long KIB_A_MIB = 1024;

    /**
     * Runs it; what it prints is kept in the file.
     *
     * @throws IOException with the end of what it printed if it fails, or is not done in time
     */
    static WholeRun of(Path out, long mostSeconds, List<String> argv) throws IOException, InterruptedException {
        Path err = Files.createTempFile("run", ".err");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(argv)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, memory(process.toHandle()));
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(mostSeconds)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(argv + " is not done after " + mostSeconds + " s");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(err).strip();
        Files.delete(err);
        if (process.exitValue() != 0) {
            throw new IOException(argv + " ended with " + process.exitValue() + ": " + said);
        }
        return new WholeRun(seconds, peak / KIB_A_MIB);
    }

    private static long memory(ProcessHandle process) {
        return LongStream.concat(
                        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid))
                .map(WholeRun::residentKib)
                .sum();
    }

    /** As Linux tells it (proc(5)); 0 of a process that ended meanwhile. */
    private static long residentKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}

package org.overtap.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.Namespaces;

/** What can be seen of a lab on this computer. */
final class LabTraces {
    private LabTraces() {}

    /** Removes what an earlier, broken run left. */
    static void removeLeft(String lab) throws LabException {
        if (Lab.names().contains(lab)) {
            Lab.down(lab);
        }
    }

    /** Namespaces, files, mounts and processes that have to do with the lab. */
    static List<String> of(String lab) throws IOException {
        LabName name = new LabName(lab);
        Path folder = LabFolder.of(name).path();
        List<String> traces = new ArrayList<>(Namespaces.of(name));
        Stream.of(folder, LabProfile.fileOf(lab))
                .filter(Files::exists)
                .map(Path::toString)
                .forEach(traces::add);
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .filter(line -> line.contains(folder.toString()) || line.contains(name.prefix()))
                .forEach(traces::add);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> commandLine(process.pid()).contains(folder.toString()))
                    .forEach(process -> traces.add("process " + process.pid()));
        }
        return traces;
    }

    private static String commandLine(long pid) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}

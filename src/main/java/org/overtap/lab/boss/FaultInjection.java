package org.overtap.lab.boss;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabSettings;

/**
 * Misfortunes to play, read from the lab's folder at each use.
 *
 * @param slowMs how much longer each call takes, in ms
 * @param swapSlowMs how much longer each swap takes, in ms
 * @param faulting methods that end in a fault
 * @param replace nodes that get another machine at the next swap-in or modify
 * @param free how many machines seem free; negative for the truth
 * @param modifyFails whether a modify fails after it has begun: "restored" or "swapped", or empty
 * @param closed whether the testbed is closed
 * @param forbidden whether the user may see nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaultInjection(
        int slowMs,
        int swapSlowMs,
        List<String> faulting,
        List<String> replace,
        Integer free,
        String modifyFails,
        boolean closed,
        boolean forbidden) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public FaultInjection {
        faulting = List.copyOf(Objects.requireNonNullElse(faulting, List.of()));
        replace = List.copyOf(Objects.requireNonNullElse(replace, List.of()));
        free = Objects.requireNonNullElse(free, -1);
        modifyFails = Objects.requireNonNullElse(modifyFails, "");
    }

    public static FaultInjection none() {
        return new FaultInjection(0, 0, List.of(), List.of(), -1, "", false, false);
    }

    /** What is to be played now. */
    public static FaultInjection read(LabFolder folder) {
        try {
            return Files.exists(folder.faults())
                    ? JSON.readValue(folder.faults().toFile(), FaultInjection.class)
                    : none();
        } catch (IOException e) {
            throw new IllegalStateException(folder.faults() + " cannot be read: " + e.getMessage(), e);
        }
    }

    public void write(LabFolder folder) throws IOException {
        LabSettings.writeWhole(folder.faults(), JSON.writeValueAsBytes(this));
    }

    /** The same once the nodes were replaced. */
    FaultInjection replaced() {
        return new FaultInjection(slowMs, swapSlowMs, faulting, List.of(), free, modifyFails, closed, forbidden);
    }
}

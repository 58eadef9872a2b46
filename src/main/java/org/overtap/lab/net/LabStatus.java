package org.overtap.lab.net;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * What the boss says about the lab, in a file that is replaced as a whole at every change.
 *
 * @param state the experiment's state, in the testbed's words
 * @param failure why the last swap failed; empty when it did not
 * @param machines what runs
 * @param notes what this lab cannot emulate
 */
public record LabStatus(String state, String failure, List<Entry> machines, List<String> notes) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public LabStatus {
        machines = List.copyOf(machines);
        notes = List.copyOf(notes);
    }

    /**
     * A running machine.
     *
     * @param name its name
     * @param role node, bridge or shaper
     * @param machine the physical machine
     * @param address on the control network
     * @param namespace its network namespace
     */
    public record Entry(String name, String role, String machine, String address, String namespace) {}

    public void write(LabFolder folder) throws IOException {
        LabSettings.writeWhole(folder.status(), JSON.writeValueAsBytes(this));
    }

    /** Empty until the boss has spoken. */
    public static Optional<LabStatus> read(LabFolder folder) throws IOException {
        return Files.exists(folder.status())
                ? Optional.of(JSON.readValue(folder.status().toFile(), LabStatus.class))
                : Optional.empty();
    }
}

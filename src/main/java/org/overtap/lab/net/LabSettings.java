package org.overtap.lab.net;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.overtap.topology.file.PrivateFiles;

/**
 * What a lab was asked to be, as its folder keeps it.
 *
 * @param name the lab
 * @param pid project
 * @param eid experiment
 * @param user who logs in
 * @param free machines left over once the experiment runs
 * @param offloads whether network cards keep their offloads
 * @param jump whether machines are reached through a jump host only
 * @param withoutPackages nodes on which the measuring packages are hidden
 * @param flooding LANs whose switch does not learn addresses
 * @param ipv6 whether interfaces of the experiment have IPv6 addresses besides their IPv4 ones
 * @param profile the profile file that was written for the user
 */
public record LabSettings(
        String name,
        String pid,
        String eid,
        String user,
        int free,
        boolean offloads,
        boolean jump,
        List<String> withoutPackages,
        List<String> flooding,
        boolean ipv6,
        String profile) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public LabSettings {
        withoutPackages = List.copyOf(withoutPackages);
        flooding = flooding == null ? List.of() : List.copyOf(flooding);
    }

    public LabName lab() {
        return new LabName(name);
    }

    /** The experiment as {@code pid/eid}. */
    public String experiment() {
        return pid + "/" + eid;
    }

    public void write(LabFolder folder) throws IOException {
        writeWhole(folder.settings(), JSON.writeValueAsBytes(this));
    }

    public static LabSettings read(LabFolder folder) throws IOException {
        return JSON.readValue(folder.settings().toFile(), LabSettings.class);
    }

    /** Replaces a file at once, so that a reader never sees half of it; it is its owner's alone. */
    public static void writeWhole(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PrivateFiles.FILE);
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The folder of the namespaces' handles, {@code /run/netns}. The first namespace of a computer makes it a mount, which
 * outlives the namespace: a lab that was first takes it back when nothing else needs it.
 */
public final class HandleFolder {
    private static final Path HANDLES = Path.of("/run/netns");

    private HandleFolder() {}

    /** Remembers, before the first namespace is made, that the mount was not there. */
    public static void noteAbsence() throws LabException {
        try {
            if (!isMount()) {
                Files.createDirectories(note().getParent());
                Files.writeString(note(), "made by the first lab\n");
            }
        } catch (IOException e) {
            throw new LabException(note() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Takes the mount back if a lab made it and no namespace is left. */
    public static void tidy() throws LabException {
        try {
            if (!Files.exists(note()) || !Namespaces.labs().isEmpty()) {
                return;
            }
            if (isMount() && Objects.requireNonNullElse(HANDLES.toFile().list(), new String[] {""}).length == 0) {
                HostCommand.run("umount", HANDLES.toString());
                Files.deleteIfExists(HANDLES);
            }
            Files.delete(note());
        } catch (IOException e) {
            throw new LabException(note() + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static Path note() {
        return LabFolder.root().resolve(".netns-mounted");
    }

    private static boolean isMount() throws IOException {
        return Files.readString(Path.of("/proc/self/mounts")).contains(" " + HANDLES + " ");
    }
}

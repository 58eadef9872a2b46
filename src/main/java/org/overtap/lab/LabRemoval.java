package org.overtap.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.overtap.lab.net.HandleFolder;
import org.overtap.lab.net.HostCommand;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.LabSettings;
import org.overtap.lab.net.Namespaces;
import org.overtap.lab.net.NodeHostKeys;

/** Takes one lab away. What is there is found by name, so that it does not matter how far the lab had come. */
final class LabRemoval {
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 100_000_000;

    private final LabName name;
    private final LabFolder folder;

    LabRemoval(LabName name) {
        this.name = name;
        this.folder = LabFolder.of(name);
    }

    /** The boss goes first, so that it cannot build on; the folder last, so that it can be tried again. */
    void remove() throws LabException {
        Namespaces.remove(List.of(name.boss()));
        for (Set<String> left = Namespaces.of(name); !left.isEmpty(); left = Namespaces.of(name)) {
            Namespaces.remove(left);
        }
        try {
            removeProfile();
            removeFolder();
            HandleFolder.tidy();
            NodeHostKeys.tidy();
            removeIfEmpty(LabFolder.root());
            removeIfEmpty(Path.of("/var/lib/overtap"));
        } catch (IOException e) {
            throw new LabException("the files of lab " + name + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** A program of an interrupted build may still be writing there for a moment. */
    private void removeFolder() throws LabException {
        for (int left = ATTEMPTS; ; left--) {
            try {
                HostCommand.run("rm", "-rf", "--one-file-system", folder.path().toString());
                return;
            } catch (LabException e) {
                if (left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void removeProfile() throws IOException {
        if (Files.exists(folder.settings())) {
            LabProfile.remove(Path.of(LabSettings.read(folder).profile()));
        }
    }

    private static void removeIfEmpty(Path path) throws IOException {
        String[] entries = path.toFile().list();
        if (entries != null && entries.length == 0) {
            Files.delete(path);
        }
    }
}

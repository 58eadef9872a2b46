package org.overtap.record.anonymise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.overtap.record.RecordException;
import org.overtap.topology.file.PrivateFiles;
import org.overtap.topology.file.WholeFile;

/**
 * The file that has the key, and nothing else. One that is not there is made, for its owner alone to read: a key that is
 * made up by people is soon guessed.
 *
 * @param key what is in it
 * @param made whether it was not there before
 * @param shared whether others than its owner may read it
 */
public record KeyFile(AnonymisationKey key, boolean made, boolean shared) {
    /** What is larger is some other file, given by mistake. */
    private static final int MOST_BYTES = 1 << 12;

    /**
     * Reads the key, or makes one where there is no such file.
     *
     * @throws RecordException if it cannot be read or made, or is no key
     */
    public static KeyFile at(Path file) throws RecordException {
        try {
            if (Files.isSymbolicLink(file) && Files.notExists(file)) {
                throw new RecordException("the key " + file + " is a link to a file that is not there");
            }
            if (Files.notExists(file)) {
                return new KeyFile(AnonymisationKey.of(make(file)), true, false);
            }
            byte[] bytes = read(file);
            if (bytes.length > MOST_BYTES) {
                throw new RecordException("the key " + file + " is no key: it has more than " + MOST_BYTES
                        + " bytes. Name a file of " + AnonymisationKey.LEAST_BYTES
                        + " random bytes, or one that is not there to have it made");
            }
            return new KeyFile(AnonymisationKey.of(bytes), false, PrivateFiles.readByOthers(file));
        } catch (IllegalArgumentException e) {
            throw new RecordException("the key " + file + " is no key: " + e.getMessage()
                    + ". Name a file that is not there to have one made");
        } catch (IOException e) {
            throw new RecordException("the key " + file + " cannot be read or made: " + WholeFile.reason(e));
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static byte[] make(Path file) throws IOException {
        byte[] bytes = new byte[AnonymisationKey.LEAST_BYTES];
        new SecureRandom().nextBytes(bytes);
        Path draft = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.deleteIfExists(draft);
            try (OutputStream out = newFile(draft)) {
                out.write(bytes);
            }
            // A link is refused where the name is taken: whoever made the file meanwhile keeps his key.
            Files.createLink(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        return Arrays.copyOf(bytes, bytes.length);
    }

    private static OutputStream newFile(Path file) throws IOException {
        return java.nio.channels.Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.FILE));
    }
}

package org.overtap.topology.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Files that a user names, read whole: never more than a bound, and never for longer than a moment where it is no
 * regular file but a device or a pipe, which may have no end.
 */
public final class InputFile {
    private static final long SECONDS_FOR_A_PIPE = 10;

    private InputFile() {}

    /**
     * All bytes of the file.
     *
     * @param most how many there may be
     * @throws IOException if there are more, or it cannot be read; {@link #reason} says why in words
     */
    public static byte[] bytes(Path file, long most) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        return Files.exists(file) && !Files.isRegularFile(file) ? fromPipe(file, most) : read(file, most);
    }

    /** As {@link #bytes}, decoded; what is not of that charset is refused. */
    public static String text(Path file, long most, Charset charset) throws IOException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes(file, most)))
                .toString();
    }

    /** As {@link #text(Path, long, Charset)}, of UTF-8. */
    public static String text(Path file, long most) throws IOException {
        return text(file, most, StandardCharsets.UTF_8);
    }

    /** Why it could not be read, without the file's name. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no UTF-8 text";
        }
        return e.getMessage() == null ? "it ends too early" : e.getMessage();
    }

    /**
     * Makes sure that a file which is read piece by piece has an end.
     *
     * @throws IOException if it is a device or a pipe
     */
    public static void requireRegular(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
    }

    private static byte[] read(Path file, long most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
            if (bytes.length > most) {
                throw new IOException("it is larger than " + size(most));
            }
            return bytes;
        }
    }

    private static String size(long bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }

    /** To open a pipe may wait as long as to read it: another thread does both, and is left to itself if it must be. */
    private static byte[] fromPipe(Path file, long most) throws IOException {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        bytes.complete(read(file, most));
                    } catch (IOException | RuntimeException e) {
                        bytes.completeExceptionally(e);
                    }
                },
                "reader of " + file);
        reader.setDaemon(true);
        reader.start();
        try {
            return bytes.get(SECONDS_FOR_A_PIPE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it is a device or a pipe that did not end within " + SECONDS_FOR_A_PIPE + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}

package org.overtap.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Unpacks a tar archive that came from a node nobody vouches for: plain files and folders only, and never outside the
 * folder. Links, devices and pipes are left out. Understands ustar, GNU long names and pax paths.
 */
public final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private final Path folder;

    private TarReader(InputStream in, Path folder) {
        this.in = in;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Unpacks everything into the folder, which is made when needed.
     *
     * @throws IOException if the archive is cut off or malformed, or names something outside the folder
     */
    public static void extract(InputStream archive, Path folder) throws IOException {
        new TarReader(archive, folder).extract();
    }

    private void extract() throws IOException {
        Files.createDirectories(folder);
        String longName = null;
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            long size = octal(header, 124, 12);
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(content(size), 0, (int) size);
            } else if (type == 'x') {
                longName = paxPath(content(size), longName);
            } else {
                entry(type, longName == null ? name(header) : longName, size);
                longName = null;
            }
            header = in.readNBytes(BLOCK);
        }
        if (header.length != BLOCK) {
            throw new EOFException("the archive is cut off");
        }
    }

    private void entry(char type, String name, long size) throws IOException {
        if (type == '5') {
            Files.createDirectories(inside(name));
        } else if (type == '0' || type == '\0' || type == '7') {
            file(inside(name), size);
            return;
        }
        in.skipNBytes(padded(size));
    }

    private void file(Path path, long size) throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (got < 0) {
                    throw new EOFException("the archive is cut off within " + folder.relativize(path));
                }
                out.write(buffer, 0, got);
                left -= got;
            }
        }
        in.skipNBytes(padded(size) - size);
    }

    private Path inside(String name) throws IOException {
        Path path = folder.resolve(name.replaceFirst("^(\\./+)+", "")).normalize();
        if (name.startsWith("/") || name.indexOf('\0') >= 0 || !path.startsWith(folder)) {
            throw new IOException("it names a path outside the folder: " + name);
        }
        for (Path p = path; !p.equals(folder); p = p.getParent()) {
            if (Files.isSymbolicLink(p)) {
                throw new IOException("it would write through the symbolic link " + p);
            }
        }
        return path;
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_NAME) {
            throw new IOException("it has a name of " + size + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        in.skipNBytes(padded(size) - size);
        return bytes;
    }

    private static String paxPath(byte[] records, String otherwise) {
        return Arrays.stream(new String(records, StandardCharsets.UTF_8).split("\n"))
                .map(line -> line.replaceFirst("^\\d+ ", ""))
                .filter(line -> line.startsWith("path="))
                .map(line -> line.substring("path=".length()))
                .findFirst()
                .orElse(otherwise);
    }

    private static String name(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < Math.min(bytes.length, from + length) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] bytes, int from, int length) throws IOException {
        String digits = text(bytes, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("it is no tar archive, or damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}

package org.overtap.lab.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An archive of root's own files, in the format that POSIX.1-1988 calls ustar. A program for each device or link would
 * take longer than all else that a machine's boot does.
 */
final class TarArchive {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int ALL_MODES = 07777;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private record Header(char type, String path, int mode, long uid, long gid, long size, String link, int[] device) {
        static Header own(char type, String path, int mode) {
            return new Header(type, path, mode, 0, 0, 0, "", new int[] {0, 0});
        }
    }

    TarArchive device(String path, int mode, int major, int minor) throws IOException {
        return begin(new Header('3', path, mode, 0, 0, 0, "", new int[] {major, minor}));
    }

    /** What an overlay takes for a hole in the file system below. */
    TarArchive whiteout(String path) throws IOException {
        return begin(Header.own('3', path, 0));
    }

    TarArchive folder(String path, int mode) throws IOException {
        return begin(Header.own('5', path, mode));
    }

    TarArchive link(String path, String target) throws IOException {
        return begin(new Header('2', path, 0777, 0, 0, 0, target, new int[] {0, 0}));
    }

    /** The folders and plain files below that one, with owners and rights as they are there. */
    TarArchive below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted().toList()) {
                if (!path.equals(root)) {
                    add(root.relativize(path).toString(), path);
                }
            }
        }
        return this;
    }

    private void add(String name, Path path) throws IOException {
        Map<String, Object> its = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        byte[] text = folder ? new byte[0] : Files.readAllBytes(path);
        begin(new Header(
                folder ? '5' : '0',
                name,
                (int) its.get("mode") & ALL_MODES,
                (int) its.get("uid"),
                (int) its.get("gid"),
                text.length,
                "",
                new int[] {0, 0}));
        out.write(text);
        out.write(new byte[(BLOCK - text.length % BLOCK) % BLOCK]);
    }

    private TarArchive begin(Header header) throws IOException {
        byte[] path = header.path().getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[BLOCK];
        int cut = cut(path);
        put(block, 0, NAME, path, cut == 0 ? 0 : cut + 1, path.length);
        octal(block, 100, 8, header.mode());
        octal(block, 108, 8, header.uid());
        octal(block, 116, 8, header.gid());
        octal(block, 124, 12, header.size());
        octal(block, 136, 12, 0);
        block[156] = (byte) header.type();
        byte[] link = header.link().getBytes(StandardCharsets.UTF_8);
        put(block, 157, NAME, link, 0, link.length);
        byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
        put(block, 257, 8, magic, 0, magic.length);
        octal(block, 329, 8, header.device()[0]);
        octal(block, 337, 8, header.device()[1]);
        put(block, 345, PREFIX, path, 0, cut);
        octal(block, 148, 7, sum(block));
        block[155] = ' ';
        out.write(block);
        return this;
    }

    /** Where a path is cut that is too long for one field: at a slash, behind which as much comes as fits. */
    private static int cut(byte[] path) throws IOException {
        if (path.length <= NAME) {
            return 0;
        }
        for (int at = path.length - NAME - 1; at < path.length; at++) {
            if (path[at] == '/' && at <= PREFIX) {
                return at;
            }
        }
        throw new IOException("too long a path for an archive: " + new String(path, StandardCharsets.UTF_8));
    }

    private static void put(byte[] block, int at, int room, byte[] text, int from, int to) throws IOException {
        if (to - from > room) {
            throw new IOException("too long a name for an archive: " + new String(text, StandardCharsets.UTF_8));
        }
        System.arraycopy(text, from, block, at, to - from);
    }

    private static void octal(byte[] block, int at, int width, long number) throws IOException {
        byte[] digits = String.format("%0" + (width - 1) + "o", number).getBytes(StandardCharsets.US_ASCII);
        put(block, at, width - 1, digits, 0, digits.length);
    }

    /** With blanks in place of the sum. */
    private static int sum(byte[] block) {
        int sum = 8 * ' ';
        for (byte one : block) {
            sum += one & 0xff;
        }
        return sum;
    }

    void write(Path file) throws IOException {
        out.write(new byte[2 * BLOCK]);
        Files.write(file, out.toByteArray());
    }
}

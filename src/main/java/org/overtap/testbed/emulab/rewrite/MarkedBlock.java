package org.overtap.testbed.emulab.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The lines in a script that are ours, between two marker lines. The first tells the block's version, its lines and a
 * checksum, so that one that was edited by hand is not taken away blindly. Line ends do not count: they may change on
 * the way to a testbed and back.
 *
 * @param start where the block starts in the script
 * @param end where the script's own text goes on
 */
record MarkedBlock(int start, int end) {
    private static final String VERSION = "1";
    private static final String AT_LINE_START = "(?m)(?:^|(?<=\\A\\ufeff)|(?<=\\A\\u00ef\\u00bb\\u00bf))";
    private static final Pattern BEGIN =
            Pattern.compile(AT_LINE_START + "# >>> overtap (\\S+) lines=(\\d+) crc32=([0-9a-f]{8}) .*>>>\\r?$");
    private static final Pattern REST = Pattern.compile(
            AT_LINE_START + "(?:# >>> overtap \\S+ lines=|# <<< overtap \\S+ <<<|proc ovt_changes \\{)");
    private static final Pattern END = Pattern.compile("(?m)^# <<< overtap .*<<<(\\r\\n|\\r|\\n|\\z)");

    /** The block around that Tcl, which must be ASCII with {@code \n} line ends. */
    static String text(String tcl) {
        return "# >>> overtap " + VERSION + " lines=" + lines(tcl) + " crc32=" + checksum(tcl)
                + " added by overtap; take it out with: overtap rewrite --undo >>>\n"
                + tcl + "# <<< overtap " + VERSION + " <<<\n";
    }

    /**
     * The script's block, if it has one.
     *
     * @throws RewriteException if there is one that cannot be taken out safely
     */
    static Optional<MarkedBlock> find(String script) {
        Matcher begin = BEGIN.matcher(script);
        if (!begin.find()) {
            requireNoRest(script, "its first marker line is gone or was edited");
            return Optional.empty();
        }
        Matcher end = END.matcher(script);
        if (!end.find(begin.end())) {
            throw damaged(script, begin.start(), "its end marker is gone");
        }
        String tcl = script.substring(begin.end(), end.start()).replaceAll("\\r\\n?", "\n");
        check(script, begin, tcl.substring(1));
        if (BEGIN.matcher(script.substring(end.end())).find()) {
            throw damaged(script, begin.start(), "there is a second one");
        }
        MarkedBlock block = new MarkedBlock(begin.start(), end.end());
        requireNoRest(block.cutFrom(script), "there is more of it outside the markers");
        return Optional.of(block);
    }

    /** Where lines of a block stand without its markers, it cannot be told where the script's own text begins. */
    private static void requireNoRest(String script, String why) {
        Matcher rest = REST.matcher(script);
        if (rest.find()) {
            throw new RewriteException("line " + lineOf(script, rest.start())
                    + " of the script belongs to a block of overtap's, but " + why
                    + ": take out by hand what overtap added, or go back to a saved script");
        }
    }

    /** The block's own text. */
    String of(String script) {
        return script.substring(start, end);
    }

    /** The script without this block. */
    String cutFrom(String script) {
        return script.substring(0, start) + script.substring(end);
    }

    private static void check(String script, Matcher begin, String tcl) {
        if (!begin.group(1).equals(VERSION)) {
            throw new RewriteException("line " + lineOf(script, begin.start())
                    + " of the script begins a block of version " + begin.group(1) + ", and this program knows "
                    + VERSION + ": use the program that wrote it");
        }
        if (lines(tcl) != Integer.parseInt(begin.group(2)) || !checksum(tcl).equals(begin.group(3))) {
            throw damaged(script, begin.start(), "it was edited by hand");
        }
    }

    private static RewriteException damaged(String script, int at, String why) {
        return new RewriteException("line " + lineOf(script, at) + " of the script begins a block of overtap's, but "
                + why + ": take out by hand what lies between the markers, with them, or go back to a saved script");
    }

    private static long lineOf(String script, int at) {
        return script.substring(0, at).lines().count() + 1;
    }

    private static long lines(String tcl) {
        return tcl.lines().count();
    }

    private static String checksum(String tcl) {
        CRC32 sum = new CRC32();
        sum.update(tcl.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}

package org.overtap.shell.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.shell.NodeOutput;

/**
 * Takes the frame off one stream of a command: what comes between the two marks is passed on as it comes, what comes
 * before and behind them is noise. A mark is found wherever it stands, be it behind a greeting without a line's end.
 */
final class FramedOutput extends NodeOutput {
    private static final int NOISE_KEPT = 4096;
    private static final int MOST_NOISE = 1 << 20;
    private static final int LONGEST_END = 64;
    private static final int LONGEST_QUOTE = 120;
    private static final Pattern END = Pattern.compile(" (\\d{1,3}) (-|\\d{1,19})");

    private enum Part {
        BEFORE,
        WITHIN,
        END,
        BEHIND
    }

    private final byte[] begin;
    private final byte[] end;
    private final NodeOutput inner;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();
    private byte[] held = {};
    private Part part = Part.BEFORE;
    private long noiseBytes;
    private long passed;
    private String told = "";

    FramedOutput(String nonce, NodeOutput inner) {
        this.begin = (nonce + "<\n").getBytes(StandardCharsets.US_ASCII);
        this.end = (nonce + ">").getBytes(StandardCharsets.US_ASCII);
        this.inner = inner;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        byte[] all = bytes;
        int at = from;
        int to = from + count;
        if (held.length > 0) {
            all = Arrays.copyOf(held, held.length + count);
            System.arraycopy(bytes, from, all, held.length, count);
            at = 0;
            to = all.length;
            held = new byte[0];
        }
        while (at < to) {
            at = take(all, at, to);
        }
    }

    /** Takes what belongs to the present part and gives where the next one starts. */
    private int take(byte[] all, int at, int to) {
        return switch (part) {
            case BEFORE -> upTo(begin, Part.WITHIN, all, at, to);
            case WITHIN -> upTo(end, Part.END, all, at, to);
            case END -> endMark(all, at, to);
            case BEHIND -> {
                handOn(all, at, to);
                yield to;
            }
        };
    }

    private int upTo(byte[] mark, Part next, byte[] all, int at, int to) {
        int found = indexOf(mark, all, at, to);
        boolean whole = found + mark.length <= to;
        handOn(all, at, found);
        if (whole) {
            part = next;
            return found + mark.length;
        }
        held = Arrays.copyOfRange(all, found, to);
        return to;
    }

    private int endMark(byte[] all, int at, int to) {
        for (int i = at; i < to; i++) {
            if (all[i] == '\n' || i - at > LONGEST_END) {
                told = new String(all, at, i - at, StandardCharsets.US_ASCII);
                part = Part.BEHIND;
                return i + 1;
            }
        }
        held = Arrays.copyOfRange(all, at, to);
        return to;
    }

    /** Where the mark is; else where the tail starts that may be its beginning; else the end. */
    private static int indexOf(byte[] mark, byte[] all, int from, int to) {
        for (int i = from; i < to; i++) {
            if (all[i] == mark[0]) {
                int length = Math.min(mark.length, to - i);
                if (Arrays.equals(mark, 0, length, all, i, i + length)) {
                    return i;
                }
            }
        }
        return to;
    }

    private void handOn(byte[] all, int at, int to) {
        if (part == Part.WITHIN) {
            passed += to - at;
            inner.write(all, at, to - at);
        } else {
            noiseBytes += to - at;
            noise.write(all, at, Math.min(to - at, NOISE_KEPT - noise.size()));
        }
    }

    @Override
    public synchronized boolean overflown() {
        return inner.overflown() || noiseBytes > MOST_NOISE;
    }

    /** Whether the command was started. */
    synchronized boolean begun() {
        return part != Part.BEFORE;
    }

    /** Whether the command's end was told. */
    synchronized boolean ended() {
        return part == Part.BEHIND;
    }

    /** The exit status that was told with the end; empty where what was told is none. */
    synchronized OptionalInt status() {
        Matcher words = END.matcher(told);
        return words.matches() ? OptionalInt.of(Integer.parseInt(words.group(1))) : OptionalInt.empty();
    }

    /** Whether as many bytes came as the command wrote, as far as that was told. */
    synchronized boolean whole() {
        Matcher words = END.matcher(told);
        return words.matches() && (words.group(2).equals("-") || Long.parseLong(words.group(2)) == passed);
    }

    /** How many bytes of the command have come. */
    synchronized long passed() {
        return passed;
    }

    /** The first line of what came outside the frame, or of what came at all where there was none; perhaps abridged. */
    synchronized Optional<String> noise() {
        byte[] rest = part == Part.BEFORE ? held : new byte[0];
        String text = noise.toString(StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…");
    }
}

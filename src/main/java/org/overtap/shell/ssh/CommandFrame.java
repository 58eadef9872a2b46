package org.overtap.shell.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.overtap.shell.Command;
import org.overtap.shell.NodeOutput;
import org.overtap.shell.ShellQuote;

/**
 * One command in its frame. What a login shell gets to read is a line that all of them read alike (bash, dash, zsh,
 * ksh, fish, csh): a few fixed words, and the rest in base64. A POSIX shell decodes it, says a nonce on both streams,
 * runs the command, and says the nonce again with the exit status and the number of bytes that the command wrote.
 * Whatever else a login prints, before or after, is told apart by that ({@link FramedOutput}). No command line has the
 * nonce in clear, so that a list of processes cannot be taken for a mark.
 */
final class CommandFrame {
    /** Words of csh have about 1000 characters at most; four for three bytes, so that each can be decoded alone. */
    private static final int WORD = 800;

    /** Linux takes 128 KiB as one argument, and the line is one: what is longer is read from standard input. */
    private static final int LONGEST_LINE = 64 << 10;

    /** FreeBSD of old has no base64. Neither quote, backslash, exclamation mark nor line break: some shell minds each. */
    private static final String DECODER = "d() { if command -v base64 >/dev/null 2>&1; then base64 -d;"
            + " elif command -v b64decode >/dev/null 2>&1; then b64decode -r; else openssl base64 -d; fi; }; ";

    private static final String FROM_WORDS = DECODER + "eval \"$(for w; do echo \"$w\"; done | d)\"";

    /** {@code read} takes no byte too many: what comes behind the dot is the command's. */
    private static final String FROM_INPUT =
            DECODER + "eval \"$(while read -r w; do case $w in (.) break;; esac; echo \"$w\"; done | d)\"";

    /**
     * The frame around %2$s, with the nonce %1$s. dd passes on what comes as it comes, and counts it (BusyBox's does
     * not: then the length is not told). What the shell itself says of a command that a signal ended is dropped.
     */
    private static final String SCRIPT = """
            printf '%%s\\n' '%1$s<'
            printf '%%s\\n' '%1$s<' >&2
            exec 3>&1 4>&2
            ovt_=$({ {
            ( exec 3>&- 4>&- 5>&- 6>&-; exec %2$s ) 2>&4
            ovt_s=$?
            echo "$ovt_s" >&5
            printf '%%s %%s -\\n' '%1$s>' "$ovt_s" >&4
            } 2>/dev/null | LC_ALL=C dd bs=65536 2>&6 >&3; } 5>&1 6>&1)
            ovt_s=${ovt_%%%%[!0-9]*}
            ovt_l=-
            for ovt_w in $ovt_; do
            case $ovt_w in byte|bytes) ovt_l=$ovt_p ;; esac
            ovt_p=$ovt_w
            done
            printf '%%s %%s %%s\\n' '%1$s>' "$ovt_s" "$ovt_l"
            """;

    private final Command command;
    private final String encoded;
    private final FramedOutput out;
    private final FramedOutput err;

    /** A frame with a nonce of its own; what the command writes goes to the two sinks. */
    CommandFrame(Command command, NodeOutput out, NodeOutput err) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        this.command = command;
        command.line(); // complains where nobody has said how root is had
        this.encoded = Base64.getEncoder()
                .encodeToString(
                        SCRIPT.formatted(nonce, ShellQuote.line(command.argv())).getBytes(StandardCharsets.UTF_8));
        this.out = new FramedOutput(nonce, out);
        this.err = new FramedOutput(nonce, err);
    }

    /** What the server is asked to run. */
    String line() {
        return isLong()
                ? "sh -c '" + FROM_INPUT + "' sh"
                : "sh -c '" + FROM_WORDS + "' sh " + String.join(" ", words());
    }

    /** What is sent to its standard input. */
    byte[] input() {
        if (!isLong()) {
            return command.input();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((String.join("\n", words()) + "\n.\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(command.input());
        return all.toByteArray();
    }

    private boolean isLong() {
        return encoded.length() > LONGEST_LINE;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (int from = 0; from < encoded.length(); from += WORD) {
            words.add(encoded.substring(from, Math.min(encoded.length(), from + WORD)));
        }
        return words;
    }

    /** Takes the standard output as it comes from the server. */
    FramedOutput out() {
        return out;
    }

    /** Takes the standard error as it comes from the server. */
    FramedOutput err() {
        return err;
    }

    /** Whether all has come that is to come of the command. */
    boolean ended() {
        return out.ended() && err.ended();
    }

    /** What the login printed besides, for a message: its first line, that of standard output before the other. */
    Optional<String> noise() {
        return out.noise().or(err::noise);
    }
}

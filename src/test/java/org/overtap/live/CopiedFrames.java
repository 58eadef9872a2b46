package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What arrives at a device in GRE (RFC 2784, 2890) or ERSPAN (draft-foschiano-erspan-03), taken apart byte by byte.
 *
 * @param file where it is captured
 * @param listeners who captures it
 */
record CopiedFrames(Path file, List<Process> listeners) {
    private static final int IP = 0x0800;
    private static final int GRE = 47;
    private static final int ICMP = 1;
    private static final int ETHERNET = 14;

    CopiedFrames(Path file) {
        this(file, new ArrayList<>());
    }

    /** Listens at an interface of a namespace, which is given as a file. */
    void listen(String namespace, String device) {
        List<String> words =
                List.of("nsenter", "--net=" + namespace, "--", "tcpdump", "-U", "-i", device, "-w", file.toString());
        try {
            listeners.add(new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of(file + ".log").toFile())
                    .start());
            for (int i = 0; i < 100 && !Files.exists(file); i++) {
                Thread.sleep(50);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(file).exists();
    }

    void end() {
        listeners.forEach(Process::destroy);
        listeners.forEach(listener -> listener.onExit().join());
    }

    /** ICMP packets of that many bytes that came in frames that came so. */
    int pings(int protocol, int bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(all.getInt(0)).isEqualTo(0xa1b2c3d4);
        int found = 0;
        for (int at = 24; at < all.limit(); ) {
            int length = all.getInt(at + 8);
            ByteBuffer frame = all.slice(at + 16, length).order(ByteOrder.BIG_ENDIAN);
            found += carries(frame, protocol, bytes) ? 1 : 0;
            at += 16 + length;
        }
        return found;
    }

    private static boolean carries(ByteBuffer frame, int protocol, int bytes) {
        if (frame.limit() < ETHERNET + 20 || (frame.getShort(12) & 0xffff) != IP || frame.get(ETHERNET + 9) != GRE) {
            return false;
        }
        int gre = ETHERNET + (frame.get(ETHERNET) & 0xf) * 4;
        int flags = frame.getShort(gre);
        int key = (flags & 0x2000) != 0 ? 4 : 0;
        int sequence = (flags & 0x1000) != 0 ? 4 : 0;
        int erspan = protocol == 0x88be ? 8 : 0;
        int inner = gre + 4 + key + sequence + erspan;
        return (frame.getShort(gre + 2) & 0xffff) == protocol
                && (frame.getShort(inner + 12) & 0xffff) == IP
                && frame.get(inner + ETHERNET + 9) == ICMP
                && frame.getShort(inner + ETHERNET + 2) == bytes;
    }
}

package org.overtap.live.matrix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What passed the wire, counted from the headers that tcpdump stored (pcap-savefile(5), RFC 791, RFC 8200). */
final class CountedWire {
    private CountedWire() {}

    static Counts of(Path capture) throws IOException {
        Counts counts = new Counts();
        try (FileChannel file = FileChannel.open(capture, StandardOpenOption.READ)) {
            ByteBuffer all =
                    file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
            int at = 24;
            while (at + 16 <= all.limit()) {
                int stored = all.getInt(at + 8);
                count(all, at + 16, counts);
                at += 16 + stored;
            }
        }
        return counts;
    }

    private static void count(ByteBuffer all, int frame, Counts counts) {
        int type = shortAt(all, frame + 12);
        int ip = frame + 14;
        if (type == 0x0800) {
            int protocol = all.get(ip + 9) & 0xff;
            int load = ip + 4 * (all.get(ip) & 0xf);
            boolean spoofed = (all.get(ip + 15) & 0xff) == 8;
            add(all, frame, load, protocol, all.get(ip + 1) & 0xff, shortAt(all, ip + 2), false, spoofed, counts);
        } else if (type == 0x86dd) {
            int protocol = all.get(ip + 6) & 0xff;
            int tos = shortAt(all, ip) >> 4 & 0xff;
            boolean spoofed = (all.get(ip + 23) & 0xff) == 8;
            add(all, frame, ip + 40, protocol, tos, 40 + shortAt(all, ip + 4), true, spoofed, counts);
        }
    }

    private static void add(
            ByteBuffer all,
            int frame,
            int load,
            int protocol,
            int tos,
            int length,
            boolean six,
            boolean spoofed,
            Counts counts) {
        String kind = Counts.kind(protocol, shortAt(all, load + 2), six, spoofed);
        String key =
                switch (kind.substring(0, kind.indexOf(' '))) {
                    case "macs" -> hex(all, frame, 12);
                    case "tos" -> String.valueOf(tos);
                    case "icmp" -> String.valueOf(shortAt(all, load));
                    case "flows" -> String.valueOf(shortAt(all, load));
                    default -> "";
                };
        counts.add(kind, 1, length, key);
    }

    private static int shortAt(ByteBuffer all, int at) {
        return (all.get(at) & 0xff) << 8 | all.get(at + 1) & 0xff;
    }

    private static String hex(ByteBuffer all, int at, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            text.append(String.format("%02x", all.get(at + i)));
        }
        return text.toString();
    }
}

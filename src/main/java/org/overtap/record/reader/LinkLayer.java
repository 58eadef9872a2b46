package org.overtap.record.reader;

import java.util.Arrays;
import java.util.Optional;

/** What stands before a packet's network layer in a capture (tcpdump.org, "Link-layer header types"). */
enum LinkLayer {
    ETHERNET(14, 12, 6, 0, 1),
    /** Linux cooked: only the sender's address is told, and only where it is of six bytes. */
    COOKED(16, 14, 6, -1, 113),
    COOKED_2(20, 0, 12, -1, 276),
    /** Nothing: the packet's first bits tell its version. */
    IP(0, -1, -1, -1, 101, 12, 14, 228, 229);

    private final int length;
    private final int type;
    private final int source;
    private final int destination;
    private final int[] numbers;

    LinkLayer(int length, int type, int source, int destination, int... numbers) {
        this.length = length;
        this.type = type;
        this.source = source;
        this.destination = destination;
        this.numbers = numbers;
    }

    /** The one with that number in a capture's header. */
    static Optional<LinkLayer> of(int number) {
        return Arrays.stream(values())
                .filter(layer -> Arrays.stream(layer.numbers).anyMatch(n -> n == number))
                .findFirst();
    }

    /** How many bytes it has, before VLAN tags. */
    int length() {
        return length;
    }

    /** Where the type of what follows stands (IEEE 802.3); less than 0 if nowhere. */
    int type() {
        return type;
    }

    /** Where the sender's MAC address stands, likewise. */
    int source() {
        return source;
    }

    /** Where the receiver's stands, likewise. */
    int destination() {
        return destination;
    }

    /** Whether the sender's address there is one of six bytes. */
    boolean tellsSource(byte[] bytes, int from) {
        return switch (this) {
            case ETHERNET -> true;
            case COOKED -> bytes[from + 4] == 0 && bytes[from + 5] == 6;
            case COOKED_2 -> bytes[from + 11] == 6;
            case IP -> false;
        };
    }
}

package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a lab's nodes send each other to be measured, and what it comes to. */
record MeasuredTraffic(LiveLab lab) {
    private static final int PAYLOAD = 172;

    /** With the headers of IP and UDP. */
    static final int PACKET_BYTES = PAYLOAD + 28;

    /** Somebody takes the datagrams, so that nothing answers; it ends by itself. */
    static final String TAKE = "perl -MSocket -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(5001, INADDR_ANY); alarm 200; 1 while defined recv S, $b, 9000, 0' >/dev/null 2>&1 &";

    private static final String SEND = "perl -MSocket -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(%d, INADDR_ANY); send S, \"x\" x " + PAYLOAD
            + ", 0, sockaddr_in(5001, inet_aton(\"%s\")) or die $! for 1 .. %d'";

    /** Ports that nobody listens on, each tried once. */
    static final String TRY = "perl -MSocket -e 'for (7001 .. 7020) { socket S, PF_INET, SOCK_STREAM, 6;"
            + " connect S, sockaddr_in($_, inet_aton(\"%s\")) and die; }'; echo $?";

    /** Twelve datagrams, a new port of their own for each, every 0.5 s. */
    static final String BEAT = "perl -MSocket -MTime::HiRes=sleep,time -e '$t = time; for (0 .. 11) {"
            + " socket S, PF_INET, SOCK_DGRAM, 17; bind S, sockaddr_in(6100 + $_, INADDR_ANY);"
            + " send S, \"x\" x " + PAYLOAD + ", 0, sockaddr_in(5001, inet_aton(\"%s\")) or die $!;"
            + " $t += 0.5; sleep $t - time if $t > time; }'; echo $?";

    /** Sends datagrams to that node, who takes them. */
    void send(String from, String to, int port, int count) {
        assertThat(lab.onNode(from, SEND.formatted(port, to, count) + "; echo $?"))
                .isEqualTo("0\n");
    }

    /** What so many flows with so many packets of these come to, as {@link #numbers} tells it. */
    static List<Long> flows(int flows, int packets) {
        return List.of((long) flows, (long) packets, (long) packets * PACKET_BYTES);
    }

    /** From now on nobody gets into that node. */
    void refuseLogins(String node) {
        assertThat(lab.onNode(
                        node,
                        "nft add table inet dead && nft add chain inet dead in '{ type filter hook input priority 0; }'"
                                + " && nft add rule inet dead in tcp dport 22 reject with tcp reset; echo $?"))
                .isEqualTo("0\n");
    }

    /** Who may gets into it again. */
    void takeLogins(String node) {
        assertThat(lab.onNode(node, "nft delete table inet dead; echo $?")).isEqualTo("0\n");
    }

    /** Flows, packets and bytes as a dataset's numbers tell them. */
    static List<Long> numbers(JsonNode made) {
        return List.of(
                made.path("flows").asLong(),
                made.path("packets").asLong(),
                made.path("bytes").asLong());
    }
}

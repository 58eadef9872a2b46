package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What is sent between the nodes of a lab, so many packets of such a length, and what else happens there.
 *
 * @param lab with nodes n1 to n3
 */
record SentTraffic(LiveLab lab) {
    static final int PAYLOAD = 172;
    static final int HEADERS = 28;

    /** Somebody takes the datagrams, so that nothing answers; it ends by itself. */
    private static final String TAKE = "perl -MSocket -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(5001, INADDR_ANY); alarm 600; 1 while defined recv S, $b, 9000, 0' >/dev/null 2>&1 &";

    private static final String SEND = "perl -MSocket -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(%d, INADDR_ANY); send S, \"x\" x " + PAYLOAD
            + ", 0, sockaddr_in(5001, inet_aton(\"%s\")) or die $! for 1 .. %d'";

    /** Ports that nobody listens on, each tried once; and 12 datagrams, a new port of their own for each, every 0.5 s. */
    private static final String TRY = "perl -MSocket -e 'for (7001 .. 7020) { socket S, PF_INET, SOCK_STREAM, 6;"
            + " connect S, sockaddr_in($_, inet_aton(\"%s\")) and die; }'; echo $?";

    private static final String BEAT = "perl -MSocket -MTime::HiRes=sleep,time -e '$t = time; for (0 .. 11) {"
            + " socket S, PF_INET, SOCK_DGRAM, 17; bind S, sockaddr_in(6100 + $_, INADDR_ANY);"
            + " send S, \"x\" x " + PAYLOAD + ", 0, sockaddr_in(5001, inet_aton(\"%s\")) or die $!;"
            + " $t += 0.5; sleep $t - time if $t > time; }'; echo $?";

    /** Takes what is sent, on every node. */
    void take() {
        for (String node : List.of("n1", "n2", "n3")) {
            lab.onNode(node, TAKE);
        }
    }

    void send(String from, String to, int port, int count) {
        assertThat(lab.onNode(from, SEND.formatted(port, to, count) + "; echo $?"))
                .isEqualTo("0\n");
    }

    /** Tries 20 ports that nobody listens on. */
    void scan(String from, String to) {
        assertThat(lab.onNode(from, TRY.formatted(to))).isEqualTo("0\n");
    }

    /** Calls home every half second, 12 times. */
    void beat(String from, String to) {
        assertThat(lab.onNode(from, BEAT.formatted(to))).isEqualTo("0\n");
    }

    void refuseLogins(String node) {
        assertThat(lab.onNode(
                        node,
                        "nft add table inet dead && nft add chain inet dead in '{ type filter hook input priority 0; }'"
                                + " && nft add rule inet dead in tcp dport 22 reject with tcp reset; echo $?"))
                .isEqualTo("0\n");
    }

    void takeLogins(String node) {
        assertThat(lab.onNode(node, "nft delete table inet dead; echo $?")).isEqualTo("0\n");
    }
}

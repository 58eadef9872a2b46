package org.overtap.verify;

import java.util.Optional;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * Whom a canary goes between: both ways over a conversation; from one host to another where it stands for their flows,
 * since each way of these has an owner of its own.
 *
 * @param conversation the conversation that it stands for; empty for a pair of hosts, whose flows take the routes
 * @param a the one node
 * @param b the other
 * @param from the address of the first
 * @param to the address of the second
 */
public record CanaryPair(Optional<Conversation> conversation, String a, String b, IpAddress from, IpAddress to) {
    private static final IpAddress NO_ADDRESS = IpAddress.of("0.0.0.0");

    /** The two ends of a conversation. */
    public static CanaryPair on(Conversation conversation, IpAddress from, IpAddress to) {
        return new CanaryPair(
                Optional.of(conversation),
                conversation.a().node(),
                conversation.b().node(),
                from,
                to);
    }

    /** The two ends of a conversation that have no addresses of one family. */
    static CanaryPair unaddressed(Conversation conversation) {
        return on(conversation, NO_ADDRESS, NO_ADDRESS);
    }

    /** From one host to another that have no addresses of one family. */
    static CanaryPair unaddressed(String a, String b) {
        return between(a, b, NO_ADDRESS, NO_ADDRESS);
    }

    /** From one host to another, wherever they are. */
    public static CanaryPair between(String a, String b, IpAddress from, IpAddress to) {
        return new CanaryPair(Optional.empty(), a, b, from, to);
    }

    /** Whether its ends have addresses, without which nothing can be sent. */
    boolean addressed() {
        return !from.equals(NO_ADDRESS);
    }

    /** Whether it goes from the second end to the first, too. */
    public boolean bothWays() {
        return conversation.isPresent();
    }

    /** The interface by which the first end sends and hears; empty where the routes decide. */
    public Optional<String> interfaceOfA() {
        return conversation.map(Conversation::a).map(Endpoint::iface);
    }

    /** The interface by which the second end sends and hears; empty where the routes decide. */
    public Optional<String> interfaceOfB() {
        return conversation.map(Conversation::b).map(Endpoint::iface);
    }

    /** The conversation's segment; empty for a pair of hosts. */
    public String segment() {
        return conversation.map(Conversation::segment).orElse("");
    }

    /** The family of its addresses. */
    public IpFamily family() {
        return to.family();
    }

    @Override
    public String toString() {
        return conversation.map(Conversation::toString).orElse(a + " -> " + b)
                + (family() == IpFamily.V6 ? " over IPv6" : "");
    }
}

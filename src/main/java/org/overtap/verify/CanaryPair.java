package org.overtap.verify;

import java.util.Optional;
import org.overtap.topology.Conversation;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * Whom a canary goes between.
 *
 * @param conversation the conversation that it stands for; empty for a pair of hosts, whose flows take the routes
 * @param a the node that sends
 * @param b the node that answers
 * @param port what the sender binds to: its interface on the segment, or for a pair of hosts its address, so that the
 *     routes decide on the interface
 * @param from the sender's address
 * @param to the address that it asks
 */
public record CanaryPair(
        Optional<Conversation> conversation, String a, String b, String port, IpAddress from, IpAddress to) {
    /** The two ends of a conversation. */
    public static CanaryPair on(Conversation conversation, IpAddress from, IpAddress to) {
        return new CanaryPair(
                Optional.of(conversation),
                conversation.a().node(),
                conversation.b().node(),
                conversation.a().iface(),
                from,
                to);
    }

    /** Two hosts, wherever they are. */
    public static CanaryPair between(String a, String b, IpAddress from, IpAddress to) {
        return new CanaryPair(Optional.empty(), a, b, from.toString(), from, to);
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
        return conversation.map(Conversation::toString).orElse(a + " <-> " + b)
                + (family() == IpFamily.V6 ? " over IPv6" : "");
    }
}

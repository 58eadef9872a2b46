package org.overtap.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A segment in small: network cards, shapers and a bridge that really hand frames on to each other, and a capture on
 * every card. What is captured is what a probe there would see. Knows bridges, and nothing of what plans expect.
 */
public final class SimulatedSegment {
    private static final String EVERYBODY = "ff:ff:ff:ff:ff:ff";

    /** An Ethernet frame; addresses are any text. */
    private record Frame(String from, String to, String payload) {}

    /** A frame that has reached a device by one of its ports. */
    private record Arrival(Device at, int port, Frame frame) {}

    /** Something with numbered ports, each wired to one port of another. */
    private abstract class Device {
        private final Map<Integer, Device> peers = new HashMap<>();
        private final Map<Integer, Integer> peerPorts = new HashMap<>();

        final void send(int port, Frame frame) {
            if (peers.containsKey(port)) {
                underway.add(new Arrival(peers.get(port), peerPorts.get(port), frame));
            }
        }

        abstract void receive(int port, Frame frame);
    }

    private final class Card extends Device {
        private final Endpoint name;

        Card(Endpoint name) {
            this.name = name;
        }

        void emit(Frame frame) {
            capture(name, frame);
            send(0, frame);
        }

        @Override
        void receive(int port, Frame frame) {
            capture(name, frame);
        }
    }

    /** Hands on everything between its two ports. */
    private final class Inline extends Device {
        private final List<Endpoint> cards;

        Inline(Endpoint near, Endpoint far) {
            this.cards = List.of(near, far);
        }

        @Override
        void receive(int port, Frame frame) {
            capture(cards.get(port), frame);
            capture(cards.get(1 - port), frame);
            send(1 - port, frame);
        }
    }

    /** A bridge: remembers behind which port an address was last seen, unless it is told not to learn. */
    private final class Bridge extends Device {
        private final boolean learns;
        private final Map<String, Integer> table = new HashMap<>();
        private final Set<Endpoint> copies = new HashSet<>();
        private int ports;

        Bridge(boolean learns) {
            this.learns = learns;
        }

        @Override
        void receive(int port, Frame frame) {
            copies.forEach(copy -> capture(copy, frame));
            if (learns) {
                table.put(frame.from(), port);
            }
            Integer known = frame.to().equals(EVERYBODY) ? null : table.get(frame.to());
            for (int out = 0; out < ports; out++) {
                if (out != port && (known == null || known == out)) {
                    send(out, frame);
                }
            }
        }
    }

    private final Deque<Arrival> underway = new ArrayDeque<>();
    private final Map<Endpoint, Card> cards = new HashMap<>();
    private final Map<Endpoint, List<Frame>> captured = new HashMap<>();

    /** The segment, wired up, with every talking member known to the bridge, as it is once each has sent something. */
    public SimulatedSegment(Segment segment) {
        segment.members().forEach(m -> cards.put(m.endpoint(), new Card(m.endpoint())));
        Bridge bridge = new Bridge(segment.medium() != Medium.FLOODING);
        segment.carrier()
                .filter(carrier -> !carrier.means().isEmpty())
                .ifPresent(carrier -> bridge.copies.add(new Endpoint(carrier.node(), carrier.iface())));
        for (Member member : segment.members()) {
            Device last = cards.get(member.endpoint());
            int port = 0;
            for (Shaper shaper : segment.shapers()) {
                if (shaper.member().equals(member.endpoint())) {
                    Inline inline = new Inline(
                            new Endpoint(shaper.node(), shaper.near()), new Endpoint(shaper.node(), shaper.far()));
                    wire(last, port, inline, 0);
                    last = inline;
                    port = 1;
                }
            }
            wire(last, port, bridge, bridge.ports++);
        }
        for (Member member : segment.members()) {
            if (!member.onlyListens()) {
                cards.get(member.endpoint()).emit(new Frame(address(member.endpoint()), EVERYBODY, "who is there"));
            }
        }
        run();
    }

    private static void wire(Device one, int port, Device other, int otherPort) {
        one.peers.put(port, other);
        one.peerPorts.put(port, otherPort);
        other.peers.put(otherPort, one);
        other.peerPorts.put(otherPort, port);
    }

    private static String address(Endpoint card) {
        return "mac of " + card;
    }

    private void capture(Endpoint where, Frame frame) {
        captured.computeIfAbsent(where, e -> new ArrayList<>()).add(frame);
    }

    private void run() {
        while (!underway.isEmpty()) {
            Arrival next = underway.poll();
            next.at().receive(next.port(), next.frame());
        }
    }

    /** Lets two members exchange a frame each way; returns where both were captured, as node and interface. */
    public Set<Endpoint> exchange(Endpoint a, Endpoint b) {
        captured.clear();
        Frame there = new Frame(address(a), address(b), "question");
        Frame back = new Frame(address(b), address(a), "answer");
        cards.get(a).emit(there);
        run();
        cards.get(b).emit(back);
        run();
        Set<Endpoint> where = new HashSet<>();
        captured.forEach((at, frames) -> {
            if (frames.containsAll(List.of(there, back))) {
                where.add(at);
            }
        });
        return where;
    }

    /** How many of a topology's conversations are captured on at least one of these interfaces. */
    public static long seen(Topology topology, Set<Endpoint> watched) {
        long seen = 0;
        for (Segment segment : topology.segments()) {
            SimulatedSegment simulated = new SimulatedSegment(segment);
            for (Conversation c : segment.conversations()) {
                seen += simulated.exchange(c.a(), c.b()).stream().anyMatch(watched::contains) ? 1 : 0;
            }
        }
        return seen;
    }
}

package org.overtap.record.once;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.ShapingSide;
import org.overtap.topology.Topology;
import org.overtap.topology.route.Hop;

/**
 * Who counts what on one segment: of the points that see a conversation, the first in the order of owners. Members have
 * numbers here, {@link #UNKNOWN} is nobody that the topology has.
 */
final class SegmentOwners {
    static final int UNKNOWN = -1;

    private final Segment segment;
    private final List<Point> order;
    private final List<Endpoint> members = new ArrayList<>();
    private final Set<Integer> withoutMac = new HashSet<>();
    private final Map<String, Integer> byMac = new HashMap<>();
    private final Map<IpAddress, Integer> byAddress = new HashMap<>();
    private final Set<IpAddress> broadcasts = new HashSet<>();
    private final Map<String, Map<String, Ends>> told = new HashMap<>();
    private final boolean shaped;
    private final int firstPlace;
    private final boolean mergesMacs;

    /**
     * @param order its points, the first owner first
     * @param firstPlace places on segments are numbered throughout: it has one for each member and one for nobody
     *     known, from this on
     */
    SegmentOwners(Topology topology, Segment segment, List<Point> order, int firstPlace) {
        this.segment = segment;
        this.order = order;
        this.firstPlace = firstPlace;
        this.mergesMacs = order.stream().anyMatch(point -> point.mergesMacs);
        for (Member member : segment.members()) {
            int number = members.size();
            members.add(member.endpoint());
            Interface port = topology.interfaceOf(member.endpoint());
            port.mac().ifPresentOrElse(mac -> byMac.putIfAbsent(mac, number), () -> withoutMac.add(number));
            port.linkLocal().forEach(address -> byAddress.putIfAbsent(address, number));
            for (InterfaceAddress address : port.addresses()) {
                byAddress.putIfAbsent(address.ip(), number);
                broadcasts.add(Scope.broadcast(address.ip(), address.length()));
            }
        }
        this.shaped = !segment.shapers().isEmpty() || segment.members().stream().anyMatch(Member::endShaped);
    }

    String name() {
        return segment.name();
    }

    int places() {
        return members.size() + 1;
    }

    /** The number of a place, among those of all segments. */
    int place(int member) {
        return firstPlace + 1 + member;
    }

    /** The member with that MAC address. */
    int byMac(String mac) {
        return byMac.getOrDefault(mac, UNKNOWN);
    }

    /** The ends between two MAC addresses; null unless both are of members. */
    Ends told(String fromMac, String toMac) {
        Map<String, Ends> from = told.get(fromMac);
        Ends ends = from == null ? null : from.get(toMac);
        if (ends == null && byMac.containsKey(fromMac) && byMac.containsKey(toMac) && !fromMac.equals(toMac)) {
            ends = Ends.between(this, byMac(fromMac), byMac(toMac));
            told.computeIfAbsent(fromMac, mac -> new HashMap<>()).put(toMac, ends);
        }
        return ends;
    }

    /** The member with that address here. */
    int byAddress(IpAddress address) {
        return byAddress.getOrDefault(address, UNKNOWN);
    }

    /** Whether the topology does not tell that member's MAC address. */
    boolean withoutMac(int member) {
        return withoutMac.contains(member);
    }

    /** The number of a member. */
    int member(Endpoint endpoint) {
        return members.indexOf(endpoint);
    }

    /** The member of that node, the first of several. */
    int member(String node) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).node().equals(node)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** The member of that number. */
    Endpoint endpoint(int member) {
        return members.get(member);
    }

    /** Its node. */
    String node(int member) {
        return members.get(member).node();
    }

    /** Whether it has two members: then there is one conversation. */
    boolean two() {
        return members.size() == 2;
    }

    /** Whether that is the broadcast address of a network here. */
    boolean broadcast(IpAddress address) {
        return broadcasts.contains(address);
    }

    /** The owner of what one member sends another; null where that is nobody, or cannot be told by the segment alone. */
    Point owner(int from, int to) {
        if (from != UNKNOWN && to != UNKNOWN && from != to) {
            return owner(members.get(from), members.get(to));
        }
        int known = from != UNKNOWN ? from : to;
        return known == UNKNOWN ? watchingAll() : watching(members.get(known));
    }

    private Point owner(Endpoint from, Endpoint to) {
        for (Point point : order) {
            if (SegmentVisibility.sees(segment, point.vantage, from, to)) {
                return point;
            }
        }
        return null;
    }

    /** The first that sees all of what a member sends and receives. */
    private Point watching(Endpoint member) {
        Endpoint nobody = new Endpoint(member.node() + " ", member.iface());
        return owner(member, nobody);
    }

    /** The first that sees what passes between two others, whoever they are. */
    private Point watchingAll() {
        Endpoint nobody = new Endpoint(" nobody", " none");
        return order.isEmpty() ? null : owner(nobody, nobody);
    }

    /** The owner of what a member sends to many: its own point, else the first of all. */
    Point groupOwner(int from) {
        if (from != UNKNOWN) {
            for (Point point : order) {
                if (point.vantage.at().equals(members.get(from))) {
                    return point;
                }
            }
        }
        return order.isEmpty() ? null : order.get(0);
    }

    /** Whether some probe here makes one record of packets with several MAC addresses. */
    boolean mergesMacs() {
        return mergesMacs;
    }

    /** The first in order that sees what takes the one hop, and nothing of what takes the other; null if none does. */
    Point seeing(Hop one, Hop other) {
        for (Point point : order) {
            boolean sees = SegmentVisibility.sees(segment, point.vantage, one.from(), one.to());
            if (sees && !SegmentVisibility.sees(segment, point.vantage, other.from(), other.to())) {
                return point;
            }
        }
        return null;
    }

    /** Whether what one member sends the other is seen. */
    boolean covers(int from, int to) {
        return owner(from, to) != null;
    }

    /** Whether whatever that member sends is seen. */
    boolean covers(int from) {
        if (watching(members.get(from)) != null) {
            return true;
        }
        for (int other = 0; other < members.size(); other++) {
            if (other != from && owner(from, other) == null) {
                return false;
            }
        }
        return true;
    }

    /** On which side of the shaping that point meets what one sends the other; null where that is not known. */
    String side(Point point, int from, int to) {
        if (!shaped) {
            return "unshaped";
        }
        if (from == UNKNOWN || to == UNKNOWN || from == to || point.vantage == null) {
            return null;
        }
        return word(point.vantage.side(segment, members.get(from), members.get(to)));
    }

    private static String word(ShapingSide side) {
        return switch (side) {
            case BEFORE_SHAPING -> "before";
            case AFTER_SHAPING -> "after";
            case UNSHAPED -> "unshaped";
        };
    }
}

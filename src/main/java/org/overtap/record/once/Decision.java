package org.overtap.record.once;

import java.util.Objects;
import org.overtap.topology.IpAddress;

/**
 * What becomes of the records of one probe that have these addresses and MAC addresses, and what rows made of them have
 * in common. An absent text is null.
 */
final class Decision {
    /** Which of these records count, and how. */
    enum Kind {
        /** Another probe counts them. */
        OTHERS,
        /** They tell a flow once. */
        FLOW,
        /** The flow is counted elsewhere on its way. */
        CROSSING
    }

    /**
     * Where a row belongs.
     *
     * @param fromNode the node that has the source address
     * @param toNode the node that has the destination address
     * @param side the side of the shaping
     * @param path the segments on the way
     * @param group whether it is sent to more than one
     */
    record Place(String fromNode, String toNode, String side, String path, boolean group) {}

    /** That another probe counts them, whichever these are. */
    static final Decision OTHERS = new Decision();

    final IpAddress from;
    final IpAddress to;
    final String fromMac;
    final String toMac;
    final int hash;
    final Kind kind;
    final Place place;
    private String fromText;
    private String toText;

    private Decision() {
        from = null;
        to = null;
        fromMac = null;
        toMac = null;
        hash = 0;
        kind = Kind.OTHERS;
        place = null;
    }

    Decision(IpAddress from, IpAddress to, String fromMac, String toMac, Kind kind, Place place) {
        this.from = from;
        this.to = to;
        this.fromMac = fromMac;
        this.toMac = toMac;
        this.hash = hash(from, to, fromMac, toMac);
        this.kind = kind;
        this.place = place;
    }

    static int hash(IpAddress from, IpAddress to, String fromMac, String toMac) {
        long bits = FirstMet.mix(from.high() * 31 + from.low()) + to.high() * 31 + to.low();
        long macs = (fromMac == null ? 0 : fromMac.hashCode()) * 31L + (toMac == null ? 0 : toMac.hashCode());
        long mixed = FirstMet.mix(FirstMet.mix(bits) + macs);
        return (int) (mixed ^ mixed >>> 32);
    }

    /** Whether it is that of such records. */
    boolean fits(IpAddress source, IpAddress destination, String sourceMac, String destinationMac) {
        return same(from, source)
                && same(to, destination)
                && Objects.equals(fromMac, sourceMac)
                && Objects.equals(toMac, destinationMac);
    }

    String fromText(AddressTexts texts) {
        if (fromText == null) {
            fromText = texts.of(from);
        }
        return fromText;
    }

    String toText(AddressTexts texts) {
        if (toText == null) {
            toText = texts.of(to);
        }
        return toText;
    }

    private static boolean same(IpAddress one, IpAddress other) {
        return one == other || one.low() == other.low() && one.high() == other.high() && one.family() == other.family();
    }
}

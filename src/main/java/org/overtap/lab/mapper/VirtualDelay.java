package org.overtap.lab.mapper;

/**
 * One thing to be shaped inline: a link, or one member of a LAN.
 *
 * @param name tbdelay0, tbdelay1 and so on, counted over the experiment
 * @param lan the segment
 * @param link whether it is a whole link rather than a LAN's member
 * @param near the member at side 0
 * @param far the member at side 1; for a LAN's member itself again
 * @param forth from side 0 to side 1
 * @param back from side 1 to side 0
 * @param traceOnly it is there to capture, not to shape
 */
public record VirtualDelay(
        String name,
        String lan,
        boolean link,
        VirtualMember near,
        VirtualMember far,
        MappedShaping forth,
        MappedShaping back,
        boolean traceOnly) {

    VirtualDelay with(MappedShaping newForth, MappedShaping newBack) {
        return new VirtualDelay(name, lan, link, near, far, newForth, newBack, traceOnly);
    }

    VirtualDelay named(int number) {
        return new VirtualDelay("tbdelay" + number, lan, link, near, far, forth, back, traceOnly);
    }
}

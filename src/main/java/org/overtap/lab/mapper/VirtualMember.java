package org.overtap.lab.mapper;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A node's port on a link or LAN, as the script wants it. "Out" is from the node to the segment, "in" the other way.
 *
 * @param lan the segment's name
 * @param node the node's name
 * @param port the node's port number, counted from 0
 * @param ip dotted address
 * @param mask dotted netmask
 * @param aliases further addresses in the same network
 * @param out wanted shape from the node to the segment
 * @param in wanted shape from the segment to the node
 * @param cost what routing counts for crossing the segment
 * @param flags the switches that decide where it is shaped
 * @param trace what to capture
 */
public record VirtualMember(
        String lan,
        String node,
        int port,
        String ip,
        String mask,
        List<String> aliases,
        MappedShaping out,
        MappedShaping in,
        double cost,
        Flags flags,
        Trace trace) {

    /**
     * @param mustDelay a shaper is wanted though nothing is to be shaped
     * @param onEndNode shape on the node itself
     * @param noBandwidth the bandwidth is for the mapper only, not to be enforced
     * @param bridge the bridge node this port belongs to; empty for none
     */
    public record Flags(boolean mustDelay, boolean onEndNode, boolean noBandwidth, String bridge) {}

    /**
     * @param wanted whether packets are to be captured
     * @param onEndNode capture on the node itself rather than on a shaper
     * @param type header, packet or monitor
     * @param expression a filter, empty for all
     * @param snapLength bytes kept of each packet
     */
    public record Trace(boolean wanted, boolean onEndNode, String type, String expression, int snapLength) {}

    /** Reads a row of the table {@code virt_lans}. */
    static VirtualMember of(Map<String, String> row) {
        Row of = new Row(row);
        return new VirtualMember(
                of.text("vname"),
                of.text("vnode"),
                of.whole("vport"),
                of.text("ip"),
                of.text("mask"),
                Arrays.stream(of.text("ip_aliases").split(","))
                        .filter(alias -> !alias.isBlank())
                        .toList(),
                new MappedShaping(
                        of.number("delay"), (long) of.number("bandwidth"), of.number("lossrate"), of.whole("q_limit")),
                new MappedShaping(
                        of.number("rdelay"),
                        (long) of.number("rbandwidth"),
                        of.number("rlossrate"),
                        of.whole("q_limit")),
                of.number("cost"),
                new Flags(of.yes("mustdelay"), of.yes("uselinkdelay"), of.yes("nobwshaping"), of.text("bridge_vname")),
                new Trace(
                        of.yes("traced"),
                        of.yes("trace_endnode"),
                        of.text("trace_type"),
                        of.text("trace_expr"),
                        of.whole("trace_snaplen")));
    }
}

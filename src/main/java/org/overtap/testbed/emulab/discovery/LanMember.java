package org.overtap.testbed.emulab.discovery;

import java.util.Comparator;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.ReplyStruct;
import org.overtap.topology.Shaping;

/**
 * One member of a link or LAN as the script asked for it: values from {@code info links}, order and flags from
 * {@code virtual_topology}.
 *
 * @param lan the link's or LAN's name
 * @param node the member's node
 * @param port its virtual port number
 * @param index its place in the script's member list
 * @param ip its address
 * @param mask its network mask
 * @param out the half of the shaping from the node to the segment
 * @param in the half from the segment to the node
 * @param endShaped whether the script asks for shaping on the end node itself
 * @param bridge the bridge node that this port belongs to, or empty
 */
record LanMember(
        String lan,
        String node,
        String port,
        int index,
        String ip,
        String mask,
        Shaping out,
        Shaping in,
        boolean endShaped,
        String bridge) {
    /** The script's order; where the boss does not tell it, by node and port. */
    static final Comparator<LanMember> ORDER = Comparator.comparingInt(LanMember::index)
            .thenComparing(LanMember::node)
            .thenComparing(LanMember::port);

    private static final int UNTOLD = Integer.MAX_VALUE;

    static LanMember of(ReplyStruct link, ReplyStruct lan) throws TestbedException {
        String member = lan.required("member");
        int colon = member.lastIndexOf(':');
        if (colon < 1) {
            throw new TestbedException(lan.where() + ".member is \"" + member + "\", not node:port");
        }
        return new LanMember(
                lan.required("vname"),
                member.substring(0, colon),
                member.substring(colon + 1),
                lan.number("vindex").map(Double::intValue).orElse(UNTOLD),
                link.text("ipaddr"),
                link.text("mask"),
                shape(link, ""),
                shape(link, "r_"),
                lan.flag("uselinkdelay"),
                lan.text("bridge_vname"));
    }

    /** {@code node:port}, as the boss writes it. */
    String key() {
        return node + ":" + port;
    }

    private static Shaping shape(ReplyStruct link, String prefix) throws TestbedException {
        double delay = link.number(prefix + "delay").orElse(0.0);
        double bandwidth = link.number(prefix + "bandwidth").orElse(0.0);
        double loss = link.number(prefix + "plr").orElse(0.0);
        if (delay < 0 || loss < 0 || loss > 1) {
            throw new TestbedException(link.where() + " has an impossible delay or loss: " + delay + " ms, " + loss);
        }
        return new Shaping(delay, Math.max(0, Math.round(bandwidth)), loss);
    }
}

package org.overtap.lab.mapper;

import java.util.Map;

/**
 * A node as the script wants it.
 *
 * @param name its name, unique in the experiment
 * @param type the hardware asked for
 * @param os the image asked for, empty for the testbed's own choice
 * @param routing none, static, manual or a protocol's name
 * @param fixed the machine it is fixed to, empty for any
 * @param role node, or bridge for one that only joins its segments
 */
public record VirtualNode(String name, String type, String os, String routing, String fixed, String role) {

    /** Reads a row of the table {@code virt_nodes}. */
    static VirtualNode of(Map<String, String> row) {
        Row of = new Row(row);
        return new VirtualNode(
                of.text("vname"),
                of.text("type"),
                of.text("osname"),
                of.text("routertype"),
                of.text("fixed"),
                of.text("role"));
    }

    VirtualNode withType(String other) {
        return new VirtualNode(name, other, os, routing, fixed, role);
    }

    boolean isBridge() {
        return role.equals("bridge");
    }
}

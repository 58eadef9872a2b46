package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.ReplyStruct;

/**
 * An interface of a machine, from {@code info physical}.
 *
 * @param machine the machine's id
 * @param iface the operating system's name of it, as the testbed believes
 * @param mac with colons, if told
 * @param ip its address
 * @param aliases further addresses
 * @param mask its network mask
 * @param role {@code ctrl}, {@code expt} and others; empty for virtual interfaces
 * @param kind a virtual interface's type ({@code vlan}, {@code alias}, {@code veth}); empty for a real one
 */
record Port(
        String machine,
        String iface,
        Optional<String> mac,
        String ip,
        List<String> aliases,
        String mask,
        String role,
        String kind) {
    static Port of(ReplyStruct row) throws TestbedException {
        List<String> aliases = new ArrayList<>();
        for (String alias : row.text("IPaliases").split("[,\\s]+")) {
            if (!alias.isBlank()) {
                aliases.add(alias);
            }
        }
        return new Port(
                row.required("node_id"),
                row.text("iface"),
                MacAddress.read(row.where() + ".mac", row.text("mac")),
                row.text("IP"),
                aliases,
                row.text("mask"),
                row.text("role"),
                row.has("unit") ? row.text("type") : "");
    }

    boolean control() {
        return role.equals("ctrl");
    }

    boolean virtual() {
        return !kind.isEmpty();
    }

    boolean vlan() {
        return kind.equals("vlan");
    }
}

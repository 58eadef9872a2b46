package org.overtap.testbed.emulab.discovery;

import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.ReplyStruct;

/**
 * A machine of the experiment, from {@code info mapping}.
 *
 * @param name virtual name; for a delay node that of its first delay only
 * @param id the machine
 * @param type its hardware type
 * @param os its operating system's name
 * @param load one-minute load, if told
 * @param role Emulab's erole
 */
record MachineAllocation(String name, String id, String type, String os, Optional<Double> load, String role) {
    static MachineAllocation of(ReplyStruct row, String key) throws TestbedException {
        String pnode = row.text("pnode");
        return new MachineAllocation(
                row.has("name") ? row.text("name") : key,
                pnode.isEmpty() ? row.required("node") : pnode,
                row.text("type"),
                row.text("osid"),
                row.number("load_1min").filter(load -> load >= 0),
                row.text("erole"));
    }

    boolean delayNode() {
        return role.equals("delaynode");
    }

    /** Whether it is there to carry virtual nodes or storage, and is nobody's own node. */
    boolean serviceHost() {
        return role.equals("virthost")
                || role.equals("simhost")
                || role.equals("sharedhost")
                || role.equals("storagehost");
    }
}

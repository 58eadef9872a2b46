package org.overtap.lab;

import java.util.Set;

/**
 * What a lab is to be.
 *
 * @param name the lab's name: lower-case letters and digits
 * @param pid project
 * @param eid experiment
 * @param script the ns script's text
 * @param free machines the testbed has left over
 * @param offloads whether network cards keep their offloads
 * @param jump whether machines are reached through a jump host only
 * @param withoutPackages nodes on which the measuring packages are hidden
 * @param flooding LANs whose switch does not learn addresses, whatever the boss says
 * @param ipv6 whether interfaces of the experiment have IPv6 addresses besides their IPv4 ones
 */
public record LabSpec(
        String name,
        String pid,
        String eid,
        String script,
        int free,
        boolean offloads,
        boolean jump,
        Set<String> withoutPackages,
        Set<String> flooding,
        boolean ipv6) {
    /** Who logs in on the machines. */
    public static final String USER = "experimenter";

    private static final int USUAL_FREE = 30;

    public LabSpec {
        withoutPackages = Set.copyOf(withoutPackages);
        flooding = Set.copyOf(flooding);
    }

    /** A plain lab: machines reached directly, no offloads, packages everywhere. */
    public static LabSpec of(String name, String pid, String eid, String script) {
        return new LabSpec(name, pid, eid, script, USUAL_FREE, false, false, Set.of(), Set.of(), false);
    }

    public LabSpec withFree(int machines) {
        return new LabSpec(name, pid, eid, script, machines, offloads, jump, withoutPackages, flooding, ipv6);
    }

    public LabSpec withOffloads(boolean kept) {
        return new LabSpec(name, pid, eid, script, free, kept, jump, withoutPackages, flooding, ipv6);
    }

    public LabSpec withJump(boolean wanted) {
        return new LabSpec(name, pid, eid, script, free, offloads, wanted, withoutPackages, flooding, ipv6);
    }

    public LabSpec withoutPackagesOn(Set<String> nodes) {
        return new LabSpec(name, pid, eid, script, free, offloads, jump, nodes, flooding, ipv6);
    }
}

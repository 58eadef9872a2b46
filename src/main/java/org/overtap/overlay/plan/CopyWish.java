package org.overtap.overlay.plan;

import java.util.Optional;
import org.overtap.topology.IpAddress;

/**
 * That a copy is to be sent of what switches carry.
 *
 * @param copy what sends it, and where to
 * @param node the switch; every one that is measured at if absent
 */
public record CopyWish(SwitchCopy copy, Optional<String> node) {
    /**
     * What is written as {@code NAME:ADDRESS[@NODE]}.
     *
     * @throws PlanException if it is not
     */
    public static CopyWish of(String text) {
        String[] parts = text.split("@", 2);
        String[] words = parts[0].split(":", 2);
        boolean whole = words.length == 2 && !words[0].isEmpty() && (parts.length == 1 || !parts[1].isEmpty());
        String to = whole ? words[1].replaceAll("^\\[(.*)]$", "$1") : "";
        if (IpAddress.parse(to).isEmpty()) {
            throw new PlanException("a copy is asked for as NAME:ADDRESS, or NAME:ADDRESS@NODE for one switch, as in"
                    + " openvswitch-gre:10.9.0.2; not " + text);
        }
        return new CopyWish(new SwitchCopy(words[0], to), parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
    }
}

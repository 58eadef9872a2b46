package org.overtap.overlay.plan;

import org.overtap.topology.IpAddress;

/**
 * Where a copy goes of all that a switch carries on what is measured there, for a device of the user's own.
 *
 * @param instrument the mirror that sends it
 * @param to the device's address
 */
public record SwitchCopy(String instrument, String to) {
    public SwitchCopy {
        OverlayPlan.require(
                instrument != null && to != null && IpAddress.parse(to).isPresent(),
                "a copy of what a switch carries needs the mirror that sends it and an address that it goes to, not "
                        + to);
    }

    @Override
    public String toString() {
        return to + " (" + instrument + ")";
    }
}

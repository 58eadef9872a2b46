package org.overtap.testbed.emulab.discovery;

import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** Turns a dotted netmask into a prefix length. */
public final class Netmask {
    private Netmask() {}

    /** The length, if the text is a contiguous mask. */
    public static Optional<Integer> prefix(String mask) {
        if (!mask.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : mask.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part) & 0xff;
        }
        int length = Integer.bitCount(bits);
        int contiguous = length == 0 ? 0 : -1 << (32 - length);
        return bits == contiguous ? Optional.of(length) : Optional.empty();
    }

    /**
     * The address with its prefix; alone where the mask makes no sense.
     *
     * @param where whose address it is, for the error
     */
    public static InterfaceAddress cidr(String where, String address, String mask) throws TestbedException {
        IpAddress ip = IpAddress.parse(address)
                .orElseThrow(() -> new TestbedException("the boss says that " + where + " has the address \"" + address
                        + "\", which is no IP address"));
        return prefix(mask)
                .filter(length -> ip.family() == IpFamily.V4)
                .map(length -> new InterfaceAddress(ip, length))
                .orElseGet(() -> InterfaceAddress.alone(ip));
    }
}

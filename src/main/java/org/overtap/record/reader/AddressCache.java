package org.overtap.record.reader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.IpAddress;

/** Reads addresses while the records of one run come: few differ, and each is then read and kept once. */
final class AddressCache {
    private static final int MOST = 1 << 16;

    private final Map<String, Optional<IpAddress>> known = new HashMap<>();

    /** The address; empty if the text is none. */
    Optional<IpAddress> parse(String text) {
        Optional<IpAddress> address = known.get(text);
        if (address == null) {
            address = IpAddress.parse(text);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, address);
        }
        return address;
    }
}

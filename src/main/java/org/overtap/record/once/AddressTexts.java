package org.overtap.record.once;

import java.util.HashMap;
import java.util.Map;
import org.overtap.topology.IpAddress;

/** The texts of addresses, so that each is one object while it is in use. */
final class AddressTexts {
    private static final int MOST = 1 << 16;

    private final Map<IpAddress, String> known = new HashMap<>();

    String of(IpAddress address) {
        String text = known.get(address);
        if (text == null) {
            text = address.toString();
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(address, text);
        }
        return text;
    }
}

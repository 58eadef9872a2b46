package org.overtap.record.query.ask;

import java.util.Optional;
import org.overtap.record.query.TextNumbers;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Addresses that flows had, with the nodes that have them: a number for each. */
final class SeenAddresses {
    private static final int GROUP_V4 = 224;
    private static final int GROUP_V4_END = 239;
    private static final int DECIMAL = 10;
    private static final int OCTET = 3;

    private final TextNumbers addresses = new TextNumbers();
    private final TextNumbers nodes = new TextNumbers();
    private final LongColumn nodeOf = new LongColumn(-1);

    int source(FlowRow row) {
        return of(row, Column.SRC, Column.SRC_NODE);
    }

    int destination(FlowRow row) {
        return of(row, Column.DST, Column.DST_NODE);
    }

    private int of(FlowRow row, Column address, Column node) {
        int number = addresses.of(row.has(address) ? row.text(address) : "");
        if (row.has(node) && nodeOf.get(number) < 0) {
            nodeOf.set(number, nodes.of(row.text(node)));
        }
        return number;
    }

    Optional<Object> text(int number) {
        String text = addresses.text(number);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    Optional<Object> node(int number) {
        long node = nodeOf.get(number);
        return node < 0 ? Optional.empty() : Optional.of(nodes.text(node));
    }

    boolean isV6(int number) {
        return addresses.text(number).indexOf(':') >= 0;
    }

    /** Whether it is everybody's: multicast (RFC 5771, RFC 4291), broadcast; nobody answers in its name. */
    boolean isGroup(int number) {
        String text = addresses.text(number);
        if (isV6(number)) {
            return text.length() > 2 && text.regionMatches(true, 0, "ff", 0, 2) && text.indexOf(':') == 4;
        }
        int first = 0;
        int at = 0;
        while (at < text.length() && at < OCTET && Character.digit(text.charAt(at), DECIMAL) >= 0) {
            first = first * DECIMAL + Character.digit(text.charAt(at), DECIMAL);
            at++;
        }
        return text.startsWith(".", at) && first >= GROUP_V4 && first <= GROUP_V4_END || text.equals("255.255.255.255");
    }
}

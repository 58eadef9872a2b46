package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.overtap.testbed.TestbedException;

/**
 * One line of a node's {@code delay_mapping}: what it shapes, and on which interfaces.
 *
 * @param source {@code node:file:line}, for errors
 * @param link the link's or LAN's name
 * @param duplex whether it shapes both directions
 * @param node0 the node that {@code iface0} faces; on an end node that node itself
 * @param node1 the node that {@code iface1} faces; the same as {@code node0} for a LAN's member
 * @param iface0 first interface
 * @param iface1 second interface; the first again in a simplex row
 */
public record DelayRow(
        String source, String link, boolean duplex, String node0, String node1, String iface0, String iface1) {
    static final String FILE = "/var/emulab/boot/delay_mapping";

    private static final Pattern NAME = Pattern.compile("[-\\w]+");
    private static final Pattern IFACE = Pattern.compile("[-\\w.:]+");
    private static final Pattern PIPE = Pattern.compile("\\d+");

    /** Every line of the file as that node has it. */
    public static List<DelayRow> parse(String node, String text) throws TestbedException {
        List<DelayRow> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(
                        node + ":" + FILE + ":" + (i + 1), lines.get(i).strip().split("\\s+")));
            }
        }
        return rows;
    }

    /** Whether it stands between a LAN and one of its members. */
    public boolean lanMember() {
        return node0.equals(node1);
    }

    TestbedException contradiction(String text) {
        return new TestbedException(source + ": " + text
                + ": the shaper and the boss disagree; if the experiment is being modified, wait until that is done");
    }

    private static DelayRow row(String source, String[] words) throws TestbedException {
        boolean duplex = words.length == 8 && words[1].equals("duplex");
        boolean simplex = words.length == 5 && words[1].equals("simplex");
        DelayRow row = duplex
                ? new DelayRow(source, words[0], true, words[2], words[3], words[4], words[5])
                : simplex ? new DelayRow(source, words[0], false, words[2], words[2], words[3], words[3]) : null;
        if (row == null || !row.wellFormed() || !pipes(words, duplex ? 6 : 4)) {
            throw new TestbedException(source + ": malformed line \"" + abridged(String.join(" ", words))
                    + "\": expected LINK duplex NODE NODE IFACE IFACE PIPE PIPE, or LINK simplex NODE IFACE PIPE");
        }
        return row;
    }

    private boolean wellFormed() {
        return NAME.matcher(link).matches()
                && NAME.matcher(node0).matches()
                && NAME.matcher(node1).matches()
                && IFACE.matcher(iface0).matches()
                && IFACE.matcher(iface1).matches();
    }

    private static boolean pipes(String[] words, int from) {
        for (int i = from; i < words.length; i++) {
            if (!PIPE.matcher(words[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static String abridged(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

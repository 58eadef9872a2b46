package org.overtap.testbed.emulab.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.Shaping;

/**
 * What a node shapes now, as the testbed's own tool on it tells: the boss's description keeps the script's values when
 * a link is changed while the experiment runs.
 *
 * @param link the link, the LAN, or the bridge
 * @param from the node, or at a bridge the link, that the packets come from
 * @param to where they go; the same as {@code from} at a LAN's member, whose way to the LAN comes first
 * @param forth the whole way from {@code from}
 * @param back the whole way back; empty where another node shapes that
 */
public record PresentShaping(String link, String from, String to, Shaping forth, Optional<Shaping> back) {
    /** Prints a line for each link that the node shapes; nothing where the tool is not there. */
    public static final String SCRIPT =
            "PATH=$PATH:/usr/local/etc/emulab; tmcc delay 2>/dev/null;" + " tmcc linkdelay 2>/dev/null; true";

    /** Every line that makes sense; what shapes nothing is passed over. */
    public static List<PresentShaping> parse(String text) {
        List<PresentShaping> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Map<String, String> fields = new HashMap<>();
            for (String word : line.strip().split("\\s+")) {
                String[] pair = word.split("=", 2);
                fields.put(pair[0], pair.length > 1 ? pair[1] : "");
            }
            of(fields).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<PresentShaping> of(Map<String, String> fields) {
        try {
            if (fields.containsKey("DELAY") && fields.containsKey("VNODE0") && !"1".equals(fields.get("NOSHAPING"))) {
                return Optional.of(new PresentShaping(
                        fields.getOrDefault("LINKNAME", ""),
                        fields.get("VNODE0"),
                        fields.getOrDefault("VNODE1", ""),
                        shaping(fields, "", "0"),
                        Optional.of(shaping(fields, "", "1"))));
            }
            if (fields.containsKey("LINKDELAY") && fields.containsKey("VNODE")) {
                boolean duplex = "duplex".equals(fields.get("TYPE"));
                return Optional.of(new PresentShaping(
                        fields.getOrDefault("LINKNAME", ""),
                        fields.get("VNODE"),
                        duplex ? fields.get("VNODE") : "",
                        shaping(fields, "", ""),
                        duplex ? Optional.of(shaping(fields, "R", "")) : Optional.empty()));
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // A number that is none, or one that no shaper makes: the boss's word stands.
            return Optional.empty();
        }
    }

    private static Shaping shaping(Map<String, String> fields, String before, String after) {
        return new Shaping(
                Double.parseDouble(fields.get(before + "DELAY" + after)),
                Math.round(Double.parseDouble(fields.get(before + "BW" + after))),
                Double.parseDouble(fields.get(before + "PLR" + after)));
    }

    /** Half of a way: of two, both together do what the whole does. */
    static Shaping half(Shaping whole) {
        return new Shaping(whole.delayMs() / 2, whole.kbitPerSecond(), 1 - Math.sqrt(1 - whole.loss()));
    }

    /** Two halves one after the other. */
    static Shaping both(Shaping first, Shaping second) {
        long slower = Math.min(first.kbitPerSecond(), second.kbitPerSecond());
        return new Shaping(
                first.delayMs() + second.delayMs(),
                slower == 0 ? Math.max(first.kbitPerSecond(), second.kbitPerSecond()) : slower,
                1 - (1 - first.loss()) * (1 - second.loss()));
    }

    /** What is told, if it is not what was asked for; no bandwidth told is the one asked for. */
    static Optional<Shaping> other(Shaping told, Shaping asked) {
        Shaping whole =
                told.kbitPerSecond() > 0 ? told : new Shaping(told.delayMs(), asked.kbitPerSecond(), told.loss());
        return Optional.of(whole).filter(shaping -> !shaping.alike(asked));
    }
}

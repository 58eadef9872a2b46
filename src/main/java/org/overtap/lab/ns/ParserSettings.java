package org.overtap.lab.ns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a testbed's administrators decide and the parser must know.
 *
 * @param delayThreshold the least delay that can be shaped, in ms
 * @param delayCapacity how many links one shaper may carry at most
 * @param ipBase the first octet of the addresses handed out
 * @param hardwareTypes names a script may ask for, empty when any name will do
 * @param remoteTypes hardware at other sites; links to it are wide-area
 * @param images names of operating system images, empty when any name will do
 * @param tarfiles the tarfiles that exist, empty when their existence is not checked
 */
public record ParserSettings(
        int delayThreshold,
        int delayCapacity,
        int ipBase,
        Optional<List<String>> hardwareTypes,
        List<String> remoteTypes,
        Optional<List<String>> images,
        Optional<List<String>> tarfiles) {

    public ParserSettings {
        hardwareTypes = hardwareTypes.map(List::copyOf);
        remoteTypes = List.copyOf(remoteTypes);
        images = images.map(List::copyOf);
        tarfiles = tarfiles.map(List::copyOf);
    }

    /**
     * A usual testbed: 2 ms, two links to a shaper, 10.x.x.x. It takes any kind of machine and any image: what today's
     * testbeds have changes by the month, and a lab has none of it anyway.
     */
    public static ParserSettings usual() {
        return new ParserSettings(
                2,
                2,
                10,
                Optional.empty(),
                List.of("pcwa", "pcvwa", "pcplab", "pcron"),
                Optional.empty(),
                Optional.empty());
    }

    /** The lines the prelude reads: a name, then its words, apart by tabs. */
    String lines(String pid, String eid, boolean impotent) {
        List<String> lines = new ArrayList<>();
        lines.add(line("pid", List.of(pid)));
        lines.add(line("eid", List.of(eid)));
        lines.add(line("impotent", List.of(impotent ? "1" : "0")));
        lines.add(line("delay_threshold", List.of(Integer.toString(delayThreshold))));
        lines.add(line("delay_capacity", List.of(Integer.toString(delayCapacity))));
        lines.add(line("ip_base", List.of(Integer.toString(ipBase))));
        hardwareTypes.ifPresent(types -> lines.add(line("types", types)));
        lines.add(line("remote_types", remoteTypes));
        images.ifPresent(names -> lines.add(line("images", names)));
        tarfiles.ifPresent(files -> lines.add(line("tarfiles", files)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String name, List<String> words) {
        for (String word : words) {
            if (word.matches("(?s).*[\\t\\n\\r].*")) {
                throw new IllegalArgumentException(name + " must be without tabs and line ends: " + word);
            }
        }
        return name + "\t" + String.join("\t", words);
    }
}

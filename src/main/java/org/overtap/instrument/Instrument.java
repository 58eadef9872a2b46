package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stock measuring or receiving daemon, described as data.
 *
 * @param name the name used in plans and flags
 * @param kind probe or collector
 * @param summary one line for people
 * @param formats export formats that it speaks: v5, v9, ipfix, sflow, pcap
 * @param families address families that it records
 * @param packages for each package manager, the packages that bring it
 * @param program the executable's name
 * @param config its configuration file, if it reads one
 * @param start argument list template; started in a folder of its own
 * @param folders folders that must exist before it starts, relative to that folder
 * @param ready text in its log that says that it works
 * @param stop how to end it so that nothing it holds is lost
 * @param health how to read its counters, if it tells any
 * @param canary what of a canary its records preserve; verify needs addresses, tos, packets and bytes
 * @param files where a collector leaves finished files, as a shell pattern relative to its folder
 * @param reader the program that reads them
 * @param recordBytes bytes of one record on the wire
 * @param recordsPerDatagram records in a full datagram
 * @param capacity records/s that a collector takes in
 * @param cpuPer100kpps cores used at 100,000 packets/s
 * @param faults what is known to bite
 */
public record Instrument(
        String name,
        Kind kind,
        String summary,
        List<String> formats,
        List<String> families,
        Map<String, List<String>> packages,
        String program,
        Optional<ConfigFile> config,
        List<String> start,
        List<String> folders,
        String ready,
        Stop stop,
        Optional<Health> health,
        List<String> canary,
        Optional<String> files,
        Optional<String> reader,
        int recordBytes,
        int recordsPerDatagram,
        long capacity,
        double cpuPer100kpps,
        List<String> faults) {

    /** Which side of the export it is on. */
    public enum Kind {
        @JsonProperty("probe")
        PROBE,
        @JsonProperty("collector")
        COLLECTOR
    }

    /** A configuration file: its name, and its lines as templates. */
    public record ConfigFile(String file, List<String> lines) {
        /** The file's text; no value may bring a line of its own. */
        public String render(Map<String, String> values) {
            List<String> filled =
                    lines.stream().map(line -> Template.fill(line, values)).toList();
            return String.join("\n", filled) + "\n";
        }
    }

    /** The signal that ends the daemon cleanly, and the seconds that it may take. */
    public record Stop(String signal, int seconds) {}

    /** A signal that makes it write counters to its log, and the patterns whose first group is the number. */
    public record Health(String signal, Optional<String> received, Optional<String> dropped) {}

    public Instrument {
        require(name != null && name.matches("[a-z0-9][a-z0-9-]*"), "an instrument needs a plain name, not " + name);
        require(kind != null, "instrument " + name + " needs kind: probe or collector");
        require(program != null, "instrument " + name + " needs a program");
        require(start != null && !start.isEmpty(), "instrument " + name + " needs a start command");
        require(stop != null, "instrument " + name + " needs to say how it is stopped");
        formats = copy(formats);
        families = copy(families);
        packages = packages == null ? Map.of() : Map.copyOf(packages);
        config = config == null ? Optional.empty() : config;
        start = copy(start);
        folders = copy(folders);
        ready = ready == null ? "" : ready;
        health = health == null ? Optional.empty() : health;
        canary = copy(canary);
        files = files == null ? Optional.empty() : files;
        reader = reader == null ? Optional.empty() : reader;
        faults = copy(faults);
    }

    /** Its start command with the values put in, one word an element. */
    public List<String> argv(Map<String, String> values) {
        List<String> words = new ArrayList<>();
        start.forEach(word -> words.add(Template.fill(word, values)));
        return words;
    }

    /** What must be installed on a Debian node, as words for {@code apt-get install}. */
    public List<String> aptPackages() {
        return packages.getOrDefault("apt", List.of());
    }

    private static List<String> copy(List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new InstrumentException(complaint);
        }
    }
}

package org.overtap.instrument;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes an instrument of a descriptor's text. A mistake in it is told as {@code file:line:column: what is wrong}.
 *
 * <p>Files of earlier versions can still be read: {@code start}, {@code config}, {@code folders}, {@code ready} and
 * {@code stop} at the top stand for {@code runs: {process: ...}}, {@code files} and {@code reader} for {@code output},
 * {@code canary} for {@code preserves}, {@code recordBytes} and {@code recordsPerDatagram} for the sizes of all
 * formats.
 */
final class DescriptorReader {
    /** What earlier versions took to stand before the records of every packet. */
    private static final int EARLIER_HEADER_BYTES = 24;

    /** The one folder that earlier versions looked into. */
    private static final String EARLIER_FOLDER = "flows/";

    private static final List<String> FAMILIES = List.of("ipv4", "ipv6");

    private final Section root;
    private final Instrument.Kind kind;
    private final boolean stores;

    private DescriptorReader(Section root) {
        this.root = root;
        this.kind = choice(
                root,
                "kind",
                root.requireText("kind"),
                Map.of(
                        "probe",
                        Instrument.Kind.PROBE,
                        "collector",
                        Instrument.Kind.COLLECTOR,
                        "mirror",
                        Instrument.Kind.MIRROR));
        this.stores = root.has("output") || root.has("files");
    }

    /**
     * The instrument that the text describes.
     *
     * @throws InstrumentException with file, line and column if it is no YAML, or no descriptor
     */
    static Instrument read(String text, String file) {
        return new DescriptorReader(Section.of(YamlValue.read(text, file), "an instrument")).instrument();
    }

    private Instrument instrument() {
        String name = root.requireText("name");
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw root.at("name").error("a name consists of small letters, digits and -, not like \"" + name + "\"");
        }
        String program = root.requireText("program");
        List<WireFormat> formats = formats();
        RunsReader runs = new RunsReader(root, places(formats));
        Runs how = runs.runs();
        Optional<Output> output = output();
        Instrument read = new Instrument(
                name,
                kind,
                root.text("summary").orElse(""),
                formats,
                families(root),
                new Needs(programs(how, program), root.texts("systems"), packages()),
                program,
                version(program),
                how,
                output,
                runs.health(),
                root.section("arrival").map(this::arrival),
                preserves(),
                merges(),
                transport(),
                root.number("capacity", 0),
                root.decimal("cpuPer100kpps", 0),
                root.texts("faults"),
                root.text("refused"),
                root.texts("tried"),
                root.texts("knows"));
        root.end();
        return read;
    }

    /** The first word of what is started may be a place. */
    private List<String> programs(Runs how, String program) {
        return Stream.of(how.programs().stream(), root.texts("needs").stream(), root.text("reader").stream())
                .flatMap(all -> all)
                .map(word -> Template.fill(word, Map.of("program", program)))
                .distinct()
                .toList();
    }

    private List<String> version(String program) {
        List<String> words = new TemplateCheck(Set.of("program")).all(root, "version", root.texts("version"));
        return Template.fill(words, Map.of("program", program));
    }

    private Set<String> places(List<WireFormat> formats) {
        Set<String> places = new TreeSet<>(Places.of(kind, stores));
        formats.forEach(format -> places.addAll(format.values().keySet()));
        return places;
    }

    private Map<String, List<String>> packages() {
        Map<String, List<String>> packages = root.named("packages");
        for (String key : packages.keySet()) {
            if (!key.matches("[a-z0-9]+(/[a-z0-9._]+(-[a-z0-9._]+)?)?")) {
                throw root.at("packages")
                        .error("packages are told by package manager, like dnf or dnf/fedora-40, not by \"" + key
                                + "\"");
            }
        }
        return packages;
    }

    private List<WireFormat> formats() {
        int recordBytes = (int) root.number("recordBytes", 0);
        int perPacket = (int) Math.max(1, root.number("recordsPerDatagram", 1));
        List<WireFormat> formats = new ArrayList<>();
        for (YamlValue item : root.items("formats")) {
            formats.add(
                    item instanceof YamlValue.Scalar named && !named.empty()
                            ? earlier(named.text(), recordBytes, perPacket)
                            : format(Section.of(item, "a format")));
        }
        if (formats.isEmpty() && kind == Instrument.Kind.PROBE) {
            formats.add(earlier(WireFormat.UNTOLD, recordBytes, perPacket));
        }
        return formats;
    }

    private static WireFormat earlier(String name, int recordBytes, int perPacket) {
        return new WireFormat(name, EARLIER_HEADER_BYTES, recordBytes, perPacket, List.of(), Map.of());
    }

    private WireFormat format(Section section) {
        WireFormat format = new WireFormat(
                section.requireText("name"),
                (int) section.number("header", 0),
                (int) section.number("record", 0),
                (int) section.number("records", 1),
                families(section),
                section.single("values"),
                (int) section.number("layer2", 0),
                section.text("source")
                        .map(word -> choice(section, "source", word, Map.of("told", false, "untold", true)))
                        .orElse(false),
                section.text("each")
                        .map(word -> choice(section, "each", word, Map.of("flow", false, "packet", true)))
                        .orElse(false),
                section.single("unfit"));
        if (format.recordsPerPacket() < 1) {
            throw section.at("records").error("a full packet has at least one record");
        }
        for (String place : format.values().keySet()) {
            if (!place.matches("[a-z]+")) {
                throw section.at("values").error("a place consists of small letters, not like \"" + place + "\"");
            }
        }
        TemplateCheck check = new TemplateCheck(Places.of(kind, stores));
        format.values().values().forEach(text -> check.one(section.at("values"), text));
        section.end();
        return format;
    }

    private static List<String> families(Section section) {
        List<String> families = section.texts("families");
        for (String family : families) {
            if (!FAMILIES.contains(family)) {
                throw section.at("families").error("no address family is called " + family + "; known are ipv4, ipv6");
            }
        }
        return families;
    }

    private Optional<Output> output() {
        Optional<Section> section = root.section("output");
        if (section.isEmpty()) {
            return root.text("files")
                    .map(files -> new Output(
                            files.contains("/") ? files : EARLIER_FOLDER + files,
                            root.requireText("reader"),
                            List.of()));
        }
        Section from = section.get();
        String files = from.requireText("files");
        if (!files.matches("[A-Za-z0-9._-]+(/[^/\\s]+)+") || files.contains("..")) {
            throw from.at("files")
                    .error("files are a pattern in a folder of their own, like flows/*.txt, not \"" + files + "\"");
        }
        Output output = new Output(files, from.requireText("reader"), from.texts("show"));
        new TemplateCheck(Set.of("folder")).all(from, "show", output.show());
        from.end();
        return Optional.of(output);
    }

    private List<Merged> merges() {
        List<Merged> all = new ArrayList<>();
        for (String word : root.texts("merges")) {
            all.add(Merged.named(word).orElseThrow(() -> root.at("merges")
                    .error("packets that differ in " + word + " are not told of; known are "
                            + String.join(
                                    ", ",
                                    Stream.of(Merged.values()).map(Merged::word).toList()))));
        }
        return all;
    }

    private Arrival arrival(Section section) {
        boolean probe = kind == Instrument.Kind.PROBE;
        Arrival arrival = probe
                ? probed(section)
                : new Arrival(
                        Optional.empty(),
                        Optional.empty(),
                        section.has("lost") ? section.text("log") : Optional.of(section.requireText("log")),
                        section.single("lost"));
        TemplateCheck check = new TemplateCheck(Places.ARRIVAL);
        arrival.log().ifPresent(log -> check.one(section.at("log"), log));
        arrival.lost().values().forEach(pattern -> check.one(section.at("lost"), pattern));
        section.end();
        return arrival;
    }

    /** Nothing told of either is a second until a reset is told of. */
    private static Arrival probed(Section section) {
        Optional<Integer> late = section.has("late") ? Optional.of((int) section.number("late", 0)) : Optional.empty();
        Optional<Integer> reset = section.has("reset") || late.isEmpty()
                ? Optional.of((int) section.number("reset", 1))
                : Optional.empty();
        return new Arrival(reset, late, Optional.empty(), Map.of());
    }

    private Set<PacketField> preserves() {
        String key = root.has("preserves") ? "preserves" : "canary";
        Set<PacketField> fields = EnumSet.noneOf(PacketField.class);
        for (String word : root.texts(key)) {
            fields.add(PacketField.named(word).orElseThrow(() -> root.at(key)
                    .error("no field of a packet is called " + word + "; known are "
                            + String.join(
                                    ", ",
                                    Stream.of(PacketField.values())
                                            .map(PacketField::word)
                                            .toList()))));
        }
        root.texts("canary");
        return fields;
    }

    private String transport() {
        return root.text("transport")
                .map(word -> choice(root, "transport", word, Map.of("udp", "udp", "tcp", "tcp")))
                .orElse("udp");
    }

    /** The value of that word. */
    static <T> T choice(Section section, String key, String word, Map<String, T> choices) {
        T chosen = choices.get(word);
        if (chosen == null) {
            throw section.at(key)
                    .error(key + " is one of "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()) + ", not " + word);
        }
        return chosen;
    }

    /** The pattern, which must have a group for the number. */
    static String pattern(Section section, String key, boolean number) {
        String text = section.requireText(key);
        try {
            if (number && Pattern.compile(text).matcher("").groupCount() < 1) {
                throw section.at(key).error(key + " needs a group for the number, like received=(\\d+)");
            }
            Pattern.compile(text);
            return text;
        } catch (java.util.regex.PatternSyntaxException e) {
            throw section.at(key).error("\"" + text + "\" is no pattern: " + e.getDescription());
        }
    }
}

package org.overtap.instrument;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of a descriptor that have templates: how the instrument runs, and how its counters are had. */
final class RunsReader {
    private static final String SIGNALS = "HUP|INT|QUIT|TERM|USR1|USR2|KILL";

    private final Section root;
    private final TemplateCheck check;

    RunsReader(Section root, Set<String> places) {
        this.root = root;
        this.check = new TemplateCheck(places);
    }

    Runs runs() {
        Optional<Section> section = root.section("runs");
        if (section.isEmpty()) {
            if (!root.has("start")) {
                throw root.missing("runs (with process or setting)");
            }
            return process(root, "start");
        }
        Optional<Section> process = section.get().section("process");
        Optional<Section> setting = section.get().section("setting");
        if (process.isPresent() == setting.isPresent()) {
            throw section.get().at().error("runs has either process or setting");
        }
        Runs runs = process.isPresent() ? process(process.get(), "argv") : setting(setting.orElseThrow());
        process.or(() -> setting).ifPresent(Section::end);
        section.get().end();
        return runs;
    }

    private Runs process(Section section, String argv) {
        return new Runs.Process(
                check.all(section, argv, section.requireTexts(argv)),
                section.section("config").map(this::config),
                folders(section),
                section.section("exporters").map(RunsReader::exporters),
                section.section("list").map(this::config),
                section.value("rights").map(value -> rights(section)),
                ready(section),
                stop(section.requireSection("stop")));
    }

    private static Runs.PerExporter exporters(Section section) {
        TemplateCheck its = new TemplateCheck(Places.EXPORTER);
        Runs.PerExporter exporters = new Runs.PerExporter(
                its.all(section, "argv", section.texts("argv")),
                its.all(section, "folders", folders(section)),
                section.section("list").map(list -> config(list, its)));
        section.end();
        return exporters;
    }

    private static List<String> folders(Section section) {
        List<String> folders = section.texts("folders");
        for (String folder : folders) {
            if (!folder.matches("[A-Za-z0-9._-]+(/([A-Za-z0-9._-]+|\\{[a-z]+}))*") || folder.contains("..")) {
                throw section.at("folders").error("\"" + folder + "\" is no plain name of a folder below its own");
            }
        }
        return folders;
    }

    private Runs.ConfigFile config(Section section) {
        return config(section, check);
    }

    private static Runs.ConfigFile config(Section section, TemplateCheck check) {
        String file = section.requireText("file");
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw section.at("file").error("\"" + file + "\" is no plain name of a file");
        }
        Runs.ConfigFile config = new Runs.ConfigFile(
                file,
                check.all(section, "lines", section.requireTexts("lines")),
                check.all(section, "withLoopback", section.texts("withLoopback")));
        section.end();
        return config;
    }

    private static Runs.Rights rights(Section section) {
        if (section.value("rights").filter(YamlValue.Scalar.class::isInstance).isPresent()) {
            String word = section.requireText("rights");
            if (!word.equals("user")) {
                throw section.at("rights").error("rights are user, or a list of capabilities, not " + word);
            }
            return new Runs.Rights(true, List.of());
        }
        List<String> capabilities = section.requireTexts("rights");
        for (String capability : capabilities) {
            if (!capability.matches("[a-z]+(_[a-z]+)*") || capability.startsWith("cap_")) {
                throw section.at("rights").error("a capability is written like net_raw, not like " + capability);
            }
        }
        return new Runs.Rights(false, capabilities);
    }

    private Ready ready(Section section) {
        Optional<YamlValue> value = section.value("ready");
        if (value.isEmpty()) {
            return Ready.LIVING;
        }
        if (value.get() instanceof YamlValue.Scalar text && !text.empty()) {
            return new Ready(Ready.By.LOG, check.one(text.at(), text.text()), Ready.LIVING.seconds());
        }
        Section how = section.requireSection("ready");
        int seconds = (int) how.number("seconds", Ready.LIVING.seconds());
        String fails = how.text("fails").orElse("");
        Ready found = null;
        for (Ready.By by : Ready.By.values()) {
            Optional<String> what = how.text(by.word());
            if (what.isPresent() && found != null) {
                throw how.at(by.word()).error("ready has one of log, udp, tcp or file");
            }
            found = what.isPresent() ? new Ready(by, check.one(how.at(by.word()), what.get()), seconds, fails) : found;
        }
        how.end();
        return found == null ? new Ready(Ready.By.LOG, "", seconds, fails) : found;
    }

    private static Runs.Stop stop(Section section) {
        Runs.Stop stop = new Runs.Stop(signal(section), (int) section.number("seconds", 5));
        section.end();
        return stop;
    }

    private static String signal(Section section) {
        String signal = section.requireText("signal");
        if (!signal.matches(SIGNALS)) {
            throw section.at("signal").error("a signal is one of " + SIGNALS.replace("|", ", ") + ", not " + signal);
        }
        return signal;
    }

    private Runs setting(Section section) {
        return new Runs.Setting(
                commands(section, "set"),
                commands(section, "unset"),
                check.all(section, "show", section.requireTexts("show")),
                DescriptorReader.pattern(section, "shows", false));
    }

    private List<List<String>> commands(Section section, String key) {
        List<List<String>> commands = new ArrayList<>();
        for (YamlValue item : section.items(key)) {
            List<String> words = section.texts(item, "a command of " + key);
            if (words.isEmpty()) {
                throw item.at().error("a command needs a program");
            }
            words.forEach(word -> check.one(item.at(), word));
            commands.add(words);
        }
        if (commands.isEmpty()) {
            throw section.missing(key + " (a list of commands, each a list of words)");
        }
        return commands;
    }

    /** Earlier versions gave one signal for all counters, and for each a pattern. */
    Health health() {
        Optional<Section> section = root.section("health");
        if (section.isEmpty()) {
            return Health.NONE;
        }
        Section health = section.get();
        Optional<String> signal = health.has("signal") ? Optional.of(signal(health)) : Optional.empty();
        Map<Counter, Health.Reading> readings = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            health.value(counter.word())
                    .ifPresent(value -> readings.put(counter, reading(health, counter.word(), value, signal)));
        }
        health.value("dropped")
                .ifPresent(value -> readings.put(Counter.DROPPED_BY_KERNEL, reading(health, "dropped", value, signal)));
        health.end();
        oneSignal(health, readings);
        return new Health(readings);
    }

    private Health.Reading reading(Section health, String key, YamlValue value, Optional<String> signal) {
        if (value instanceof YamlValue.Scalar) {
            return new Health.Reading(signal, List.of(), DescriptorReader.pattern(health, key, true));
        }
        Section section = Section.of(value, key);
        Health.Reading reading = new Health.Reading(
                section.has("signal") ? Optional.of(signal(section)) : signal,
                check.all(section, "command", section.texts("command")),
                DescriptorReader.pattern(section, "find", true));
        section.end();
        return reading;
    }

    private static void oneSignal(Section health, Map<Counter, Health.Reading> readings) {
        long signals = readings.values().stream()
                .flatMap(reading -> reading.signal().stream())
                .distinct()
                .count();
        if (signals > 1) {
            throw health.at().error("health takes one signal for all counters");
        }
    }
}

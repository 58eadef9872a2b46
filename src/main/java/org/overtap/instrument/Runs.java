package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How an instrument comes to run on a node. In a descriptor its words have places; {@link #filled} gives the same with
 * values in them, which is all that must be known to start and to end it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "as")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Runs.Process.class, name = "process"),
    @JsonSubTypes.Type(value = Runs.Setting.class, name = "setting")
})
public sealed interface Runs {
    /** The same with values in its places. */
    Runs filled(Map<String, String> values);

    /**
     * The same where only those are heard.
     *
     * @param each for each exporter what its places stand for; each exporter once
     */
    Runs hearing(List<Map<String, String>> each);

    /** The programs that must be on the node. */
    List<String> programs();

    /** Whether that place is in its words. */
    default boolean asksFor(String place) {
        return either(
                        process -> Stream.concat(
                                process.argv().stream(),
                                process.config().stream().flatMap(file -> file.lines().stream())),
                        setting -> setting.set().stream().flatMap(List::stream))
                .anyMatch(text -> Template.asks(text, place));
    }

    /** What is right for a process, or for a setting. */
    <T> T either(Function<Process, T> process, Function<Setting, T> setting);

    /**
     * A process that is started in a folder of its own.
     *
     * @param argv program and arguments
     * @param config its configuration file, if it reads one
     * @param folders folders that must exist before it starts, relative to its own
     * @param exporters what is added for each exporter that it is to hear; absent where it hears anybody, or where this
     *     is done
     * @param list a second file that it reads, as of those whom it is to hear
     * @param rights the rights that it runs with
     * @param ready how it shows that it works
     * @param stop how it ends so that nothing it holds is lost
     */
    record Process(
            List<String> argv,
            Optional<ConfigFile> config,
            List<String> folders,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PerExporter> exporters,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ConfigFile> list,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Rights> rights,
            Ready ready,
            Stop stop)
            implements Runs {
        public Process {
            argv = List.copyOf(argv);
            config = config == null ? Optional.empty() : config;
            folders = folders == null ? List.of() : List.copyOf(folders);
            exporters = exporters == null ? Optional.empty() : exporters;
            list = list == null ? Optional.empty() : list;
            rights = rights == null ? Optional.empty() : rights;
            ready = ready == null ? Ready.LIVING : ready;
        }

        @Override
        public Process filled(Map<String, String> values) {
            return new Process(
                    Template.fill(argv, values),
                    config.map(file -> file.filled(values)),
                    folders,
                    exporters,
                    list.map(file -> file.filled(values)),
                    rights,
                    ready.filled(values),
                    stop);
        }

        @Override
        public Process hearing(List<Map<String, String>> each) {
            return exporters.map(per -> hearing(per, each)).orElse(this);
        }

        private Process hearing(PerExporter per, List<Map<String, String>> each) {
            List<String> words = new ArrayList<>(argv);
            List<String> made = new ArrayList<>(folders);
            List<String> lines = new ArrayList<>();
            for (Map<String, String> values : each) {
                words.addAll(Template.fill(per.argv(), values));
                made.addAll(Template.fill(per.folders(), values));
                per.list().ifPresent(file -> lines.addAll(Template.fill(file.lines(), values)));
            }
            return new Process(
                    words,
                    config,
                    made,
                    Optional.empty(),
                    per.list().map(file -> new ConfigFile(file.file(), lines)).or(() -> list),
                    rights,
                    ready,
                    stop);
        }

        @Override
        public List<String> programs() {
            return List.of(argv.get(0));
        }

        @Override
        public <T> T either(Function<Process, T> process, Function<Setting, T> setting) {
            return process.apply(this);
        }
    }

    /**
     * Something that is switched on in a program which runs anyway, like a switch's exporter.
     *
     * @param set commands that switch it on, in their order
     * @param unset commands that switch it off again
     * @param show a command that prints what is set; it fails or prints nothing that {@code shows} finds where nothing
     *     is
     * @param shows a pattern that what it prints matches somewhere while it is on
     */
    record Setting(List<List<String>> set, List<List<String>> unset, List<String> show, String shows) implements Runs {
        public Setting {
            set = set.stream().map(List::copyOf).toList();
            unset = unset.stream().map(List::copyOf).toList();
            show = List.copyOf(show);
        }

        @Override
        public Setting filled(Map<String, String> values) {
            return new Setting(
                    set.stream().map(words -> Template.fill(words, values)).toList(),
                    unset.stream().map(words -> Template.fill(words, values)).toList(),
                    Template.fill(show, values),
                    shows);
        }

        @Override
        public Setting hearing(List<Map<String, String>> each) {
            return this;
        }

        @Override
        public List<String> programs() {
            return Stream.concat(set.stream(), unset.stream())
                    .map(words -> words.get(0))
                    .distinct()
                    .toList();
        }

        @Override
        public <T> T either(Function<Process, T> process, Function<Setting, T> setting) {
            return setting.apply(this);
        }
    }

    /**
     * What names one exporter to a collector that hears those only which it was told of.
     *
     * @param argv arguments, after the others
     * @param folders folders that must exist before it starts, relative to its own
     * @param list a file that has these lines for each
     */
    record PerExporter(List<String> argv, List<String> folders, Optional<ConfigFile> list) {
        public PerExporter {
            argv = argv == null ? List.of() : List.copyOf(argv);
            folders = folders == null ? List.of() : List.copyOf(folders);
            list = list == null ? Optional.empty() : list;
        }
    }

    /**
     * A configuration file.
     *
     * @param file its name
     * @param lines its lines
     * @param withLoopback lines that it has besides where the node's loopback interface is up
     */
    record ConfigFile(
            String file,
            List<String> lines,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> withLoopback) {
        public ConfigFile {
            lines = List.copyOf(lines);
            withLoopback = withLoopback == null ? List.of() : List.copyOf(withLoopback);
        }

        /** One that is the same everywhere. */
        public ConfigFile(String file, List<String> lines) {
            this(file, lines, List.of());
        }

        /** The same with values in its lines; no value may bring a line of its own. */
        public ConfigFile filled(Map<String, String> values) {
            return new ConfigFile(file, Template.fill(lines, values), Template.fill(withLoopback, values));
        }

        /** The file's text, without what it may have besides. */
        public String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /**
     * What a process may do, beyond what any process may. Where the node has no {@code setpriv}, it may do everything.
     *
     * @param user whether it runs as the login user; else as root
     * @param capabilities what root may do there, by Linux' names without {@code cap_}
     */
    record Rights(boolean user, List<String> capabilities) {
        public Rights {
            capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        }

        /** One word: {@code user}, or the capabilities with commas between. */
        public String word() {
            return user ? "user" : String.join(",", capabilities);
        }
    }

    /** The signal that ends a process cleanly, and the seconds that this may take. */
    record Stop(String signal, int seconds) {}
}

package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

    /** The programs that must be on the node. */
    List<String> programs();

    /** What is right for a process, or for a setting. */
    <T> T either(Function<Process, T> process, Function<Setting, T> setting);

    /**
     * A process that is started in a folder of its own.
     *
     * @param argv program and arguments
     * @param config its configuration file, if it reads one
     * @param folders folders that must exist before it starts, relative to its own
     * @param ready how it shows that it works
     * @param stop how it ends so that nothing it holds is lost
     */
    record Process(List<String> argv, Optional<ConfigFile> config, List<String> folders, Ready ready, Stop stop)
            implements Runs {
        public Process {
            argv = List.copyOf(argv);
            config = config == null ? Optional.empty() : config;
            folders = folders == null ? List.of() : List.copyOf(folders);
            ready = ready == null ? Ready.LIVING : ready;
        }

        @Override
        public Process filled(Map<String, String> values) {
            return new Process(
                    Template.fill(argv, values),
                    config.map(file -> file.filled(values)),
                    folders,
                    ready.filled(values),
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

    /** A configuration file: its name, and its lines. */
    record ConfigFile(String file, List<String> lines) {
        public ConfigFile {
            lines = List.copyOf(lines);
        }

        /** The same with values in its lines; no value may bring a line of its own. */
        public ConfigFile filled(Map<String, String> values) {
            return new ConfigFile(file, Template.fill(lines, values));
        }

        /** The file's text. */
        public String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /** The signal that ends a process cleanly, and the seconds that this may take. */
    record Stop(String signal, int seconds) {}
}

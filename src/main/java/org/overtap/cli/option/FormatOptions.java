package org.overtap.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.cli.typed.QuotedCommands;
import org.overtap.report.Printers;
import org.overtap.report.format.Printer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * In which format a result is printed, and what is written besides. Which formats there are is the table of printers'
 * to say: {@link #addTo} makes {@code --format} from it, and for each format that is neither the usual one of stdout
 * nor that of files an option {@code --FORMAT FILE}.
 */
@Command
@HelpGroup(HelpGroup.Heading.OUTPUT)
public final class FormatOptions {
    private final List<Class<?>> results;
    private final Map<String, Path> drawings = new LinkedHashMap<>();
    private String format = Printers.DEFAULT;
    private CommandSpec command;

    /**
     * Options for a command that has one of those results.
     *
     * @param results what the table of printers has
     */
    public FormatOptions(Class<?>... results) {
        this.results = List.of(results);
    }

    /**
     * Makes sure that such a result can be had as it was asked for, before any work is done for it.
     *
     * @throws UsageException if there is no printer for it
     */
    public void requirePrintable(Class<?> result) {
        drawings.keySet().forEach(name -> requirePrinter(result, name, "--" + name + " writes "));
        requirePrinter(result, format, "--format " + format + " prints ");
    }

    private void requirePrinter(Class<?> result, String name, String sentence) {
        if (Printers.find(result, name).isEmpty()) {
            throw new UsageException(sentence + String.join(", ", Printers.nouns(results, name)));
        }
    }

    /** Prints the result to {@code out} in the format that was asked for. */
    public <T> void print(T result, PrintWriter out) throws IOException {
        requirePrintable(result.getClass());
        draw(result);
        PrintWriter shown = format.equals(Printers.DEFAULT) ? forPeople(out) : out;
        printer(result, format).print(result, shown);
        shown.flush();
    }

    /** In what people read, commands are as they can be pasted. */
    PrintWriter forPeople(PrintWriter out) {
        return command == null ? out : QuotedCommands.of(command).before(out);
    }

    /** Writes the drawings that were asked for. */
    <T> void draw(T result) throws IOException {
        for (Map.Entry<String, Path> drawing : drawings.entrySet()) {
            ResultFile.write(drawing.getValue(), printer(result, drawing.getKey()), result);
        }
    }

    static <T> Printer<T> printer(T result, String name) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) result.getClass();
        return Printers.find(type, name)
                .orElseThrow(() -> new UsageException("there is no " + name + " of " + type.getSimpleName()));
    }

    /** The format of a file that the result is written to. */
    String inFiles() {
        return format.equals(Printers.DEFAULT) ? Printers.DEFAULT_IN_FILES : format;
    }

    /** Gives every command under that one which mixes these options in those that the table has for it. */
    public static void addTo(CommandLine root) {
        Mixins.forEach(root, FormatOptions.class, (command, options) -> options.add(command));
    }

    private void add(CommandSpec command) {
        this.command = command;
        Set<String> formats = Printers.formats(results);
        command.addOption(OptionSpec.builder("--format")
                .paramLabel("FORMAT")
                .type(String.class)
                .arity("1")
                .completionCandidates(formats)
                .description(words(formats) + " (default: " + Printers.DEFAULT + ")")
                .userObject(this)
                .setter(setter(value -> format = known(command, formats, value)))
                .build());
        formats.stream()
                .filter(name -> !name.equals(Printers.DEFAULT) && !name.equals(Printers.DEFAULT_IN_FILES))
                .forEach(name -> command.addOption(OptionSpec.builder("--" + name)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .arity("1")
                        .description("write " + String.join(", ", Printers.nouns(results, name)) + " to FILE as "
                                + name.toUpperCase(Locale.ROOT) + ", too")
                        .userObject(this)
                        .setter(setter(value -> drawings.put(name, ResultFile.writable(command, Path.of(value)))))
                        .build()));
    }

    private static String known(CommandSpec command, Set<String> formats, String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        if (!formats.contains(name)) {
            throw new ParameterException(command.commandLine(), "--format is " + words(formats) + ", not " + typed);
        }
        return name;
    }

    private static String words(Set<String> formats) {
        String all = String.join(", ", formats);
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    private static ISetter setter(Consumer<String> taker) {
        return new ISetter() {
            @Override
            public <T> T set(T value) {
                if (value != null) {
                    taker.accept(value.toString());
                }
                return value;
            }
        };
    }
}

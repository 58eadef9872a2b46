package org.overtap.cli.typed;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.overtap.report.format.TypedCommands;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes commands that a sentence quotes, as in {@code 'overtap deploy'}, such as the user can paste where he is: with what
 * starts this program there, the experiment that the sentence is about, and the options that reach it.
 *
 * @param program what starts this program, as a shell takes it
 * @param about how commands on the experiment at hand are typed; empty where there is none
 */
public record QuotedCommands(String program, Optional<TypedCommands> about) {
    private static final String MARK = "'overtap ";
    private static final Pattern QUOTED = Pattern.compile("'overtap ([a-z][a-z-]*)((?: [^'\\n]*)?)'");

    /** Whose first word is what they are about. */
    private static final Set<String> ON_EXPERIMENTS =
            Set.of("run", "deploy", "status", "verify", "collect", "teardown", "mark", "flows", "dataset", "view");

    /** Of what that command and its options say. */
    public static QuotedCommands of(CommandSpec command) {
        Optional<TypedCommands> about = Stream.concat(
                        Stream.of(command),
                        command.mixins() == null ? Stream.empty() : command.mixins().values().stream())
                .map(CommandSpec::userObject)
                .filter(Objects::nonNull)
                .filter(OnExperiment.class::isInstance)
                .map(OnExperiment.class::cast)
                .flatMap(one -> one.typedOn().stream())
                .findFirst();
        return new QuotedCommands(TypedProgram.here(), about);
    }

    /** The text, with its commands as they can be pasted. */
    public String in(String text) {
        return text.contains(MARK)
                ? QUOTED.matcher(text)
                        .replaceAll(
                                quoted -> Matcher.quoteReplacement("'" + typed(quoted.group(1), quoted.group(2)) + "'"))
                : text;
    }

    private String typed(String command, String rest) {
        if (about.isPresent() && ON_EXPERIMENTS.contains(command)) {
            TypedCommands its = about.get();
            String named = " " + its.source();
            if ((rest + " ").startsWith(named + " ")) {
                return its.on(command) + rest.substring(named.length());
            }
            if (rest.isEmpty() || rest.startsWith(" --") && !rest.equals(" --help")) {
                return its.on(command) + rest;
            }
        }
        return program + " " + command + rest;
    }

    /** A printer in front of another one, which prints commands so; whether writing failed is the other's to tell. */
    public PrintWriter before(PrintWriter shown) {
        return new PrintWriter(new QuotingWriter(this, shown), true) {
            @Override
            public boolean checkError() {
                return super.checkError() | shown.checkError();
            }
        };
    }
}

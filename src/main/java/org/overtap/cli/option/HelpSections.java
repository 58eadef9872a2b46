package org.overtap.cli.option;

import java.lang.reflect.Member;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help texts in which options that belong together stand together, and stand once. */
public final class HelpSections {
    private HelpSections() {}

    /** Gives every command under that one a help text in groups. */
    public static void addTo(CommandLine root) {
        for (CommandLine command : root.getSubcommands().values()) {
            command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::options);
            addTo(command);
        }
    }

    /** A command's own options first, then those of each group, then those that testbeds brought. */
    private static String options(Help help) {
        List<OptionSpec> single = help.commandSpec().options().stream()
                .filter(option -> option.group() == null)
                .toList();
        StringBuilder text = new StringBuilder();
        append(text, help, "", of(single, Optional.empty()));
        for (HelpGroup.Heading heading : HelpGroup.Heading.values()) {
            append(text, help, heading.text() + System.lineSeparator(), of(single, Optional.of(heading)));
        }
        return text.append(help.optionListGroupSections()).toString();
    }

    private static void append(StringBuilder text, Help help, String heading, List<OptionSpec> options) {
        if (options.stream().anyMatch(option -> !option.hidden())) {
            text.append(heading).append(help.optionListExcludingGroups(options));
        }
    }

    private static List<OptionSpec> of(List<OptionSpec> options, Optional<HelpGroup.Heading> heading) {
        return options.stream()
                .filter(option -> heading(option).equals(heading))
                .toList();
    }

    /** An option knows its field or method; one that was made from a table, the object that made it. */
    private static Optional<HelpGroup.Heading> heading(OptionSpec option) {
        Object from = option.userObject();
        Class<?> owner =
                from instanceof Member member ? member.getDeclaringClass() : from == null ? null : from.getClass();
        return Optional.ofNullable(owner)
                .map(type -> type.getAnnotation(HelpGroup.class))
                .map(HelpGroup::value);
    }
}

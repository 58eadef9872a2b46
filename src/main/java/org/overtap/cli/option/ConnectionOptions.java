package org.overtap.cli.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.shell.ShellQuote;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.TestbedRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * How to reach a testbed. What is not given here comes from the environment, the profile or the configuration. Each
 * testbed's settings are options of a group of its own, which {@link #addTo} makes from the table of testbeds.
 */
@HelpGroup(HelpGroup.Heading.CONNECTION)
public final class ConnectionOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "a testbed's profile in the configuration")
    private String profile;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    /** What was given on the command line, by option name without dashes. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        if (profile != null) {
            given.put("profile", profile);
        }
        given.putAll(settings);
        return given;
    }

    /** The same as a shell takes it on another command's line, each option with a space in front. */
    String typed() {
        List<String> all = new ArrayList<>(profile == null ? List.of() : List.of("--profile", profile));
        words.values().forEach(all::addAll);
        return all.stream().map(word -> " " + ShellQuote.word(word)).collect(Collectors.joining());
    }

    /** Gives every command under that one which mixes these options in an option for each setting of each testbed. */
    public static void addTo(CommandLine root, TestbedRegistry testbeds) {
        Mixins.forEach(root, ConnectionOptions.class, (command, options) -> options.add(command, testbeds));
    }

    private void add(CommandSpec spec, TestbedRegistry testbeds) {
        String login = testbeds.all().stream()
                .filter(testbed -> testbed.settings().stream().anyMatch(SshLogin.SETTINGS::contains))
                .map(TestbedProvider::name)
                .collect(Collectors.joining(", ", "Login on the nodes (", "):%n"));
        Map<String, Map<String, Setting>> groups = new LinkedHashMap<>();
        for (TestbedProvider testbed : testbeds.all()) {
            testbed.settings().stream()
                    .filter(setting -> setting.kind() != Setting.Kind.SECRET)
                    .forEach(setting -> groups.computeIfAbsent(
                                    SshLogin.SETTINGS.contains(setting) ? login : heading(setting, testbeds),
                                    h -> new LinkedHashMap<>())
                            .put(setting.name(), setting));
        }
        Optional.ofNullable(groups.remove(login)).ifPresent(shared -> groups.put(login, shared));
        int order = 0;
        for (Map.Entry<String, Map<String, Setting>> group : groups.entrySet()) {
            spec.addArgGroup(group(group.getKey(), group.getValue().values(), order++));
        }
    }

    /** Of one testbed, or of all that have the setting. */
    private static String heading(Setting setting, TestbedRegistry testbeds) {
        List<TestbedProvider> having = testbeds.all().stream()
                .filter(testbed -> testbed.settings().contains(setting))
                .toList();
        TestbedProvider first = having.get(0);
        return having.size() == 1
                ? "Testbed " + first.name() + " (" + first.name() + ":" + first.syntax() + "):%n"
                : having.stream().map(TestbedProvider::name).collect(Collectors.joining(", ", "Testbeds ", ":%n"));
    }

    private ArgGroupSpec group(String heading, Collection<Setting> members, int order) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().heading(heading).order(order).validate(false);
        members.forEach(setting -> group.addArg(option(setting)));
        return group.build();
    }

    private OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder("--" + setting.name()).description(setting.help());
        if (setting.kind() == Setting.Kind.FLAG) {
            option.type(boolean.class).arity("0");
        } else {
            option.type(String.class).arity("1").paramLabel(setting.label());
        }
        return option.setter(this.setter(setting)).build();
    }

    private CommandLine.Model.ISetter setter(Setting setting) {
        return new CommandLine.Model.ISetter() {
            @Override
            public <T> T set(T value) {
                if (value == null || value.equals(false)) {
                    settings.remove(setting.name());
                    words.remove(setting.name());
                } else {
                    String option = "--" + setting.name();
                    settings.put(setting.name(), value.toString());
                    words.put(setting.name(), value.equals(true) ? List.of(option) : List.of(option, value.toString()));
                }
                return value;
            }
        };
    }
}

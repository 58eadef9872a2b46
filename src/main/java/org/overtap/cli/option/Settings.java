package org.overtap.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.SettingValues;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.YamlFile;

/**
 * Settings by name: flags over environment ({@code OVERTAP_…}) over the profile over the configuration's top level.
 *
 * <p>A profile is an entry under {@code profiles} in {@code config.yaml}, or a file {@code profiles/NAME.yaml} beside
 * it, which is how a lab brings its own.
 */
public final class Settings implements SettingValues {
    private static final String YAML = ".yaml";
    private static final String PROFILE = "[A-Za-z0-9_.-]+";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Merges all sources; the environment is passed in so that it can be tested. */
    public static Settings of(Map<String, String> flags, Map<String, String> environment) {
        Path folder = folder(environment);
        JsonNode config = read(folder.resolve("config.yaml")).orElse(null);
        Map<String, String> merged = new LinkedHashMap<>();
        put(merged, config);
        Map<String, String> fromEnvironment = fromEnvironment(environment);
        String profile = Optional.ofNullable(flags.get("profile"))
                .or(() -> Optional.ofNullable(fromEnvironment.get("profile")))
                .orElse(merged.get("profile"));
        if (profile != null) {
            put(merged, profile(folder, config, profile));
        }
        merged.putAll(fromEnvironment);
        merged.putAll(flags);
        return new Settings(merged);
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(v -> !v.isBlank());
    }

    /** The setting, or an error that says how to give it. */
    @Override
    public String require(String name, String what) {
        return get(name)
                .orElseThrow(() -> new InvalidSettingException("no " + what + ": give --" + name + ", set OVERTAP_"
                        + name.toUpperCase(Locale.ROOT).replace('-', '_') + ", or name a profile with --profile"));
    }

    /**
     * The names of all profiles.
     *
     * @throws UsageException if the configuration cannot be read
     */
    public static List<String> profiles(Map<String, String> environment) {
        Path folder = folder(environment);
        Set<String> names = new TreeSet<>();
        read(folder.resolve("config.yaml"))
                .ifPresent(config -> config.path("profiles").fieldNames().forEachRemaining(names::add));
        Path files = folder.resolve("profiles");
        if (Files.isDirectory(files)) {
            try (Stream<Path> all = Files.list(files)) {
                all.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(YAML))
                        .forEach(file -> names.add(file.substring(0, file.length() - YAML.length())));
            } catch (IOException e) {
                throw new UsageException(files + " cannot be read: " + e.getMessage());
            }
        }
        return names.stream().filter(name -> name.matches(PROFILE)).toList();
    }

    private static Path folder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (base.isBlank()
                        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config")
                        : Path.of(base))
                .resolve("overtap");
    }

    private static JsonNode profile(Path folder, JsonNode config, String name) {
        if (!name.matches(PROFILE)) {
            throw new UsageException("'" + name + "' is no name for a profile");
        }
        JsonNode inConfig = config == null ? null : config.path("profiles").get(name);
        return Optional.ofNullable(inConfig)
                .or(() -> read(folder.resolve("profiles").resolve(name + YAML)))
                .orElseThrow(() -> new UsageException("no profile is called " + name + ": neither under 'profiles' in "
                        + folder.resolve("config.yaml") + " nor as " + folder.resolve("profiles/" + name + YAML)));
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return YamlFile.read(file);
        } catch (TopologyException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static void put(Map<String, String> merged, JsonNode node) {
        if (node != null) {
            node.properties().stream()
                    .filter(entry -> entry.getValue().isValueNode())
                    .forEach(
                            entry -> merged.put(entry.getKey(), entry.getValue().asText()));
        }
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> found = new LinkedHashMap<>();
        environment.forEach((key, value) -> {
            if (key.startsWith("OVERTAP_")) {
                found.put(key.substring(8).toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        return found;
    }
}

package org.overtap.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path home;

    private Path config;

    @BeforeEach
    void configure() throws Exception {
        config = Files.createDirectories(home.resolve("overtap"));
        Files.writeString(
                config.resolve("config.yaml"),
                "boss: top:1\nssh-user: topuser\nprofiles:\n  site:\n    boss: profile:2\n    ca: /profile/ca\n");
    }

    @Test
    void flagsWinOverEnvironmentOverProfileOverTopLevel() {
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", home.toString(), "OVERTAP_CA", "/env/ca", "OVERTAP_SSH_KEY", "/env/key");
        Settings settings = Settings.of(Map.of("profile", "site", "ssh-key", "/flag/key"), environment);
        assertThat(settings.get("ssh-key")).contains("/flag/key");
        assertThat(settings.get("ca")).contains("/env/ca");
        assertThat(settings.get("boss")).contains("profile:2");
        assertThat(settings.get("ssh-user")).contains("topuser");
    }

    @Test
    void aProfileMayBeAFileOfItsOwn() throws Exception {
        Files.createDirectories(config.resolve("profiles"));
        Files.writeString(config.resolve("profiles/lab1.yaml"), "boss: lab:3069\n");
        assertThat(Settings.of(Map.of("profile", "lab1"), Map.of("XDG_CONFIG_HOME", home.toString()))
                        .get("boss"))
                .contains("lab:3069");
    }

    @Test
    void theEnvironmentMayNameTheProfile() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.toString(), "OVERTAP_PROFILE", "site");
        assertThat(Settings.of(Map.of(), environment).get("ca")).contains("/profile/ca");
    }

    @Test
    void anUnknownProfileIsNamedWithThePlacesThatWereLookedAt() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.toString());
        assertThatThrownBy(() -> Settings.of(Map.of("profile", "nope"), environment))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nope")
                .hasMessageContaining("config.yaml");
    }

    @Test
    void aProfileNameCannotLeaveTheFolder() {
        assertThatThrownBy(() -> Settings.of(Map.of("profile", "../x"), Map.of("XDG_CONFIG_HOME", home.toString())))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aBrokenConfigurationIsReportedWithItsLine() throws Exception {
        Files.writeString(config.resolve("config.yaml"), "boss: a\n  b: [\n");
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of("XDG_CONFIG_HOME", home.toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("config.yaml:");
    }
}

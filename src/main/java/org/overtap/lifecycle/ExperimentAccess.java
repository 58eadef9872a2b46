package org.overtap.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedRegistry;

/** An experiment on some testbed, and the settings under which it is reached. */
public final class ExperimentAccess {
    private final TestbedRegistry.Location location;
    private final Map<String, String> given;
    private final SettingSources sources;

    /** Completes settings that were given for this one time with those that the user set for all times. */
    @FunctionalInterface
    public interface SettingSources {
        /** All that is set; what is given here wins. */
        SettingValues with(Map<String, String> given);
    }

    /**
     * Nothing is opened yet.
     *
     * @param given settings for this one time, by name
     */
    public ExperimentAccess(TestbedRegistry.Location location, Map<String, String> given, SettingSources sources) {
        this.location = location;
        this.given = absolute(location, given);
        this.sources = sources;
    }

    /** The experiment as a SOURCE. */
    public String source() {
        return location.toString();
    }

    /** The experiment's name, as its topology has it. */
    public String experiment() {
        return location.experiment();
    }

    /** The settings that a deployment made now should remember. */
    Map<String, String> given() {
        return given;
    }

    Testbed open(LifecycleListener listener) throws TestbedException {
        return location.open(sources.with(given), listener::say);
    }

    /** Opens the testbed as it was opened for the deployment; settings given now win. */
    Testbed openFor(Deployment standing, LifecycleListener listener) throws TestbedException {
        Map<String, String> settings = new LinkedHashMap<>(standing.connection());
        settings.putAll(given);
        return location.open(sources.with(settings), listener::say);
    }

    /** The site of the testbed that is meant now, where it may have several. */
    Optional<String> site() {
        return location.provider().site(sources.with(given));
    }

    /** The site that the deployment was made on. */
    Optional<String> site(Deployment standing) {
        return location.provider().site(sources.with(standing.connection()));
    }

    /** Later commands may run in another folder. */
    private static Map<String, String> absolute(TestbedRegistry.Location location, Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>(given);
        for (Setting setting : location.provider().settings()) {
            if (setting.kind() == Setting.Kind.PATH) {
                settings.computeIfPresent(
                        setting.name(),
                        (name, path) -> Setting.path(path).toAbsolutePath().toString());
            }
        }
        return settings;
    }
}

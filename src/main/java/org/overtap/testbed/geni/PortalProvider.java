package org.overtap.testbed.geni;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.portal.Portal;
import org.overtap.testbed.geni.portal.PortalAccess;
import org.overtap.testbed.geni.portal.PortalManifests;

/** Experiments on the portal of CloudLab, Powder and Emulab. */
public final class PortalProvider implements TestbedProvider {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-\\w]*,[A-Za-z0-9][-\\w]*");

    private final Map<String, String> environment;

    public PortalProvider() {
        this(System.getenv());
    }

    /** With another environment. */
    PortalProvider(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "portal";
    }

    @Override
    public Support support() {
        return Support.RECORDED;
    }

    @Override
    public String experience() {
        return "what public clients send and read; live with a portal of a lab, never the real one";
    }

    @Override
    public String syntax() {
        return "PROJECT,NAME";
    }

    @Override
    public TestbedTraits traits() {
        return PortalTestbed.TRAITS;
    }

    @Override
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>(PortalAccess.SETTINGS);
        all.add(Setting.ALLOW_PARTIAL);
        all.addAll(SshLogin.SETTINGS);
        return all;
    }

    @Override
    public String experiment(String words) {
        if (!NAME.matcher(words).matches()) {
            throw new InvalidSettingException(
                    "'portal:" + words + "' does not name an experiment: write portal:" + syntax());
        }
        return "portal/" + words;
    }

    @Override
    public Optional<String> site(SettingValues settings) {
        return Optional.of(settings.get("portal").orElse(PortalAccess.PORTAL));
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException {
        String experiment = experiment(words);
        boolean allowPartial = settings.on(Setting.ALLOW_PARTIAL.name());
        Portal portal = PortalAccess.open(words, settings, environment, notes);
        NodeEntry entry = new SshEntry(SshLogin.of(settings), notes);
        return new PortalTestbed(
                experiment,
                portal,
                new PortalManifests(portal, words, allowPartial, Clock.systemUTC(), notes),
                new PortalModifier(portal, words, PortalModifier.Pace.DEFAULT),
                new LoginChoice(settings.get("ssh-user"), System.getProperty("user.name")),
                entry,
                allowPartial);
    }
}

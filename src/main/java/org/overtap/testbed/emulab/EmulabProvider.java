package org.overtap.testbed.emulab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.emulab.boss.EmulabSettings;

/** Classic Emulab sites. */
public final class EmulabProvider implements TestbedProvider {
    private static final List<Setting> OWN = List.of(
            Setting.text("boss", "HOST:PORT", "the site's XML-RPC server (port 3069 where none is given)"),
            Setting.path("cert", "FILE", "your key and certificate, PEM (usually emulab.pem in ~/.ssl)"),
            Setting.secret("cert-passphrase", "the passphrase of that key"),
            Setting.path("ca", "FILE", "the site's own certificate authority, PEM"),
            Setting.ALLOW_PARTIAL);

    @Override
    public String name() {
        return "emulab";
    }

    @Override
    public Support support() {
        return Support.RECORDED;
    }

    @Override
    public String syntax() {
        return "PROJECT/EXPERIMENT";
    }

    @Override
    public TestbedTraits traits() {
        return EmulabTraits.ALL;
    }

    @Override
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>(OWN);
        all.addAll(SshLogin.SETTINGS);
        return all;
    }

    @Override
    public String experiment(String words) {
        if (!words.matches("[A-Za-z0-9][-\\w.]*/[A-Za-z0-9][-\\w.]*")) {
            throw new InvalidSettingException(
                    "'emulab:" + words + "' does not name an experiment: write emulab:" + syntax());
        }
        return words;
    }

    @Override
    public Optional<String> site(SettingValues settings) {
        return settings.get("boss");
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException {
        String experiment = experiment(words);
        EmulabSettings emulab = EmulabSettings.of(
                        boss(settings.require("boss", "boss to ask")),
                        settings.requirePath("cert", "certificate to show to the boss"),
                        settings.requirePath("ca", "certificate authority to check the boss with"))
                .withLegacyTls(settings.on("legacy"))
                .withAllowPartial(settings.on("allow-partial"));
        Optional<String> passphrase = settings.get("cert-passphrase");
        return EmulabTestbed.open(
                experiment, passphrase.map(emulab::withPassphrase).orElse(emulab), SshLogin.of(settings), notes);
    }

    private static String boss(String text) {
        if (!text.matches("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
            throw new InvalidSettingException("'" + text + "' is no boss: write HOST or HOST:PORT");
        }
        return text;
    }
}

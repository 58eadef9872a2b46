package org.overtap.testbed.geni;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.discovery.NodeEntry;

/** Experiments on CloudLab, Powder and other sites with GENI manifests, by nothing but the manifest. */
public final class ManifestProvider implements TestbedProvider {
    private static final int HASH_DIGITS = 6;

    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public Support support() {
        return Support.RECORDED;
    }

    @Override
    public String experience() {
        return "real manifests; live on nodes of a lab, never on the real ones";
    }

    @Override
    public String syntax() {
        return ManifestWord.SYNTAX;
    }

    @Override
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>(List.of(Setting.ALLOW_PARTIAL));
        all.addAll(SshLogin.SETTINGS);
        return all;
    }

    /** {@code manifest/STEM-HASH}, the hash being of where it is: many files are called {@code manifest.xml}. */
    @Override
    public String experiment(String words) {
        List<ManifestWord> all = ManifestWord.parse(words);
        String identity = all.stream().map(ManifestWord::identity).sorted().collect(Collectors.joining(","));
        String stem = all.get(0).stem();
        return "manifest/" + (stem.isEmpty() ? "" : stem + "-") + hash(identity);
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException {
        List<ManifestWord> all = ManifestWord.parse(words);
        NodeEntry entry = new SshEntry(SshLogin.of(settings), notes);
        return new ManifestTestbed(
                experiment(words),
                new WrittenManifests(all, entry, notes),
                new LoginChoice(user(settings, all), System.getProperty("user.name")),
                entry,
                settings.on(Setting.ALLOW_PARTIAL.name()));
    }

    /** Who asks one node for its manifest logs in on the others by the same name. */
    private static Optional<String> user(SettingValues settings, List<ManifestWord> words) {
        return settings.get("ssh-user").or(() -> words.stream()
                .filter(ManifestWord.OnNode.class::isInstance)
                .map(word -> ((ManifestWord.OnNode) word).login().user())
                .findFirst());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package org.overtap.testbed.hosts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.hosts.inventory.HostWord;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.testbed.hosts.inventory.InventoryFile;

/** Anybody's machines: a list that is typed, or a file with one. */
public final class HostsProvider implements TestbedProvider {
    private static final int HASH_DIGITS = 6;

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public Support support() {
        return Support.LIVE;
    }

    @Override
    public String syntax() {
        return "FILE|HOST,HOST,...";
    }

    @Override
    public List<Setting> settings() {
        return SshLogin.SETTINGS;
    }

    /**
     * {@code hosts/STEM-HASH} for a file, the hash being of its path: files of one name lie in many folders, and what
     * runs on the hosts of one must never be taken for what runs on those of another. {@code hosts/HASH} for a list,
     * in whichever order it is typed.
     */
    @Override
    public String experiment(String words) {
        if (isList(words)) {
            List<String> sorted = Arrays.stream(words.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .sorted()
                    .toList();
            return "hosts/" + hash(String.join(",", sorted));
        }
        Path file = file(words);
        String stem = file.getFileName()
                .toString()
                .replaceFirst("(?<=.)\\.[^.]*$", "")
                .replaceAll("[^A-Za-z0-9_.-]", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        String path = file.toAbsolutePath().normalize().toString();
        return "hosts/" + (stem.isEmpty() ? "" : stem + "-") + hash(path);
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) {
        Inventory inventory = isList(words) ? HostWord.list(words) : InventoryFile.read(file(words));
        return new HostsTestbed(experiment(words), inventory, new LoginShells(SshLogin.of(settings), notes));
    }

    /** A comma, a range or the word for a namespace is in no file's name that one would give to a list. */
    private static boolean isList(String words) {
        return words.contains(",") || !Files.exists(Setting.path(words)) && words.matches("[^/]*\\[[^/]+:[^/]+].*");
    }

    private static Path file(String words) {
        Path file = words.isBlank() ? Path.of("") : Setting.path(words);
        if (words.isBlank() || !Files.isRegularFile(file)) {
            throw new InvalidSettingException("'hosts:" + words + "' names neither a file nor two hosts or more: write"
                    + " hosts:FILE, or hosts:HOST,HOST,... with HOST as [user@]host[:port] or netns:NAME");
        }
        return file;
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

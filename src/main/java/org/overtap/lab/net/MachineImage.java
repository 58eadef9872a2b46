package org.overtap.lab.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is on every machine's disk above this computer's own: the user, the SSH server's settings, a testbed's small
 * programs, and holes where this computer keeps what no machine may see.
 */
public final class MachineImage {
    private static final int USER_ID = 20001;
    private static final Set<String> SHARED = Set.of("bin", "sbin", "usr", "etc", "var", "opt");
    private static final List<String> PROGRAMS = List.of("findif", "startcmddone", "tmcc");

    private final LabFolder folder;
    private final String user;

    public MachineImage(LabFolder folder, String user) {
        this.folder = folder;
        this.user = user;
    }

    /** Writes the archive that every machine unpacks. */
    public void pack() throws IOException {
        Path files = folder.path().resolve("image");
        accounts(files);
        write(files, "/etc/sudoers.d/" + user, "r--r-----", user + " ALL=(ALL) NOPASSWD: ALL\n");
        write(files, "/etc/ssh/authorized_keys", "rw-r--r--", Files.readString(Path.of(folder.sshKey() + ".pub")));
        write(files, "/etc/ssh/sshd_lab", "rw-r--r--", Resources.text("lab/net/sshd_config"));
        write(files, "/etc/resolv.conf", "rw-r--r--", "");
        write(files, "/etc/motd", "rw-r--r--", "");
        for (String program : PROGRAMS) {
            write(files, "/usr/local/etc/emulab/" + program, "rwxr-xr-x", Resources.text("lab/net/" + program + ".sh"));
        }
        write(files, "/usr/local/etc/emulab/wire.pl", "rw-r--r--", Resources.text("lab/net/wire.pl"));
        Path home = files.resolve("users/" + user);
        Files.createDirectories(home);
        Files.setAttribute(home, "unix:uid", USER_ID);
        Files.setAttribute(home, "unix:gid", USER_ID);
        pack(files, folder.image(), hidden());
    }

    /** Writes the archive for machines without some packages. */
    public void packWithout(List<String> packages) throws IOException, LabException {
        Path files = folder.path().resolve("bare");
        Files.createDirectories(files);
        List<String> hidden = new ArrayList<>();
        for (String path : HostCommand.runWith("", concat(List.of("dpkg", "-L"), packages))
                .lines()
                .toList()) {
            realFile(Path.of(path)).ifPresent(hidden::add);
        }
        write(files, "/var/lib/dpkg/status", "rw-r--r--", statusWithout(packages));
        pack(files, folder.bareImage(), hidden);
    }

    /** Where a package's file really is: its folder may be reached over a link. Folders stay. */
    private static Optional<String> realFile(Path path) throws IOException {
        if (Files.isDirectory(path) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(
                path.getParent().toRealPath().resolve(path.getFileName()).toString());
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static String statusWithout(List<String> packages) throws IOException {
        return Arrays.stream(Files.readString(Path.of("/var/lib/dpkg/status")).split("\n\n"))
                .filter(paragraph ->
                        packages.stream().noneMatch(name -> paragraph.startsWith("Package: " + name + "\n")))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static void pack(Path files, Path archive, List<String> hidden) throws IOException {
        TarArchive tar = new TarArchive().below(files);
        for (String path : hidden) {
            if (!Files.exists(files.resolve(path.substring(1)), LinkOption.NOFOLLOW_LINKS)) {
                tar.whiteout(path.substring(1));
            }
        }
        tar.write(archive);
    }

    /** Writes the archive of what a machine has in {@code /dev}. */
    static void packDevices(Path archive) throws IOException {
        new TarArchive()
                .folder("net", 0755)
                .device("null", 0666, 1, 3)
                .device("zero", 0666, 1, 5)
                .device("full", 0666, 1, 7)
                .device("random", 0666, 1, 8)
                .device("urandom", 0666, 1, 9)
                .device("tty", 0666, 5, 0)
                .device("net/tun", 0600, 10, 200)
                .link("ptmx", "pts/ptmx")
                .link("fd", "/proc/self/fd")
                .link("stdin", "/proc/self/fd/0")
                .link("stdout", "/proc/self/fd/1")
                .link("stderr", "/proc/self/fd/2")
                .write(archive);
    }

    private void accounts(Path files) throws IOException {
        String passwd = Files.readString(Path.of("/etc/passwd"));
        String entry = "%s:x:%d:%d:Experimenter:/users/%s:/bin/bash\n".formatted(user, USER_ID, USER_ID, user);
        write(files, "/etc/passwd", "rw-r--r--", without(passwd, user) + entry);
        String group = Files.readString(Path.of("/etc/group"));
        write(files, "/etc/group", "rw-r--r--", without(group, user) + user + ":x:" + USER_ID + ":\n");
        String shadow = (without(passwd, user) + entry)
                .lines()
                .map(line -> line.substring(0, line.indexOf(':')) + ":*:19000:0:99999:7:::\n")
                .collect(Collectors.joining());
        write(files, "/etc/shadow", "rw-r-----", shadow);
    }

    private static String without(String accounts, String user) {
        return accounts.lines()
                .filter(line -> line.indexOf(':') > 0 && !line.startsWith(user + ":"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** Everything at the top that is not the system itself, this computer's keys and logs, and the labs' folder. */
    private static List<String> hidden() {
        String[] entries = Objects.requireNonNullElse(Path.of("/").toFile().list(), new String[0]);
        Stream<String> top = Arrays.stream(entries)
                .filter(name -> !SHARED.contains(name) && !name.startsWith("lib") && !name.equals("users"))
                .map(name -> "/" + name);
        String[] ssh = Objects.requireNonNullElse(Path.of("/etc/ssh").toFile().list(), new String[0]);
        Stream<String> keys =
                Arrays.stream(ssh).filter(name -> name.startsWith("ssh_host_")).map(name -> "/etc/ssh/" + name);
        Path labs = LabFolder.root();
        Stream<String> own = SHARED.contains(labs.getName(0).toString()) ? Stream.of(labs.toString()) : Stream.empty();
        return Stream.of(top, keys, own, Stream.of("/var/log", "/var/tmp"))
                .flatMap(paths -> paths)
                .sorted()
                .toList();
    }

    static void write(Path root, String path, String permissions, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}

package org.overtap.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What tar itself says of the archives. */
@EnabledOnOs(OS.LINUX)
class TarArchiveTest {
    @TempDir
    Path folder;

    private List<String> listed(TarArchive archive) throws Exception {
        Path file = folder.resolve("archive");
        archive.write(file);
        return HostCommand.run("tar", "--numeric-owner", "-tvf", file.toString())
                .lines()
                .map(line -> line.replaceAll(" \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ", " ")
                        .replaceAll(" +", " "))
                .toList();
    }

    @Test
    void devicesFoldersAndLinksAreWhatTheyWereMadeAs() throws Exception {
        TarArchive archive = new TarArchive()
                .folder("net", 01755)
                .device("net/tun", 0600, 10, 200)
                .whiteout("var/log")
                .link("fd", "/proc/self/fd");
        assertThat(listed(archive))
                .containsExactly(
                        "drwxr-xr-t 0/0 0 net",
                        "crw------- 0/0 10,200 net/tun",
                        "c--------- 0/0 0,0 var/log",
                        "lrwxrwxrwx 0/0 0 fd -> /proc/self/fd");
    }

    @Test
    void filesComeWithTheirTextAndRights() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        for (int size : new int[] {0, 1, 511, 512, 513, 70_000}) {
            Path file = Files.createDirectories(root.resolve("some")).resolve("f" + size);
            Files.write(file, "x".repeat(size).getBytes());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        }
        new TarArchive().below(root).write(folder.resolve("archive"));
        Path out = Files.createDirectory(folder.resolve("out"));
        HostCommand.run("tar", "-xpf", folder.resolve("archive").toString(), "-C", out.toString());
        HostCommand.run("diff", "-r", root.toString(), out.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("some/f513"))))
                .isEqualTo("r--r-----");
    }

    @Test
    void longPathsAreWholeAndTooLongOnesAreRefused() throws Exception {
        String part = "p".repeat(60);
        String longest = part + "/" + part + "/" + "n".repeat(99);
        String exact = "d".repeat(20) + "/" + "n".repeat(79);
        assertThat(listed(new TarArchive().whiteout(longest).whiteout(exact).whiteout(exact + "n")))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly(longest, exact, exact + "n");
        assertThatThrownBy(() -> new TarArchive().whiteout("n".repeat(101)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> new TarArchive().whiteout((part + "/").repeat(4) + "n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
    }
}

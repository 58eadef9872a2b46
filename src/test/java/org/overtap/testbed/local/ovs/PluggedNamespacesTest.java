package org.overtap.testbed.local.ovs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.LocalShell;
import org.overtap.testbed.local.Namespace;

/** The script with two real processes, which it is told are in one namespace of another host's name. */
@EnabledOnOs(OS.LINUX)
class PluggedNamespacesTest {
    @TempDir
    Path programs;

    private void program(String name, String script) throws Exception {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Namespace> find() throws Exception {
        List<String> prefix = List.of("env", "PATH=" + programs + ":" + System.getenv("PATH"));
        return new PluggedNamespaces().find(new LocalShell("this machine", prefix));
    }

    @Test
    void aNamespaceIsCalledAfterItsOldestProcessAndKnownByItsInode() throws Exception {
        long old = ProcessHandle.current().pid();
        Process later = new ProcessBuilder("sleep", "30").start();
        try {
            // Who comes first is of no account, nor who ended since.
            program("stat", """
                    case "$*" in
                        */proc/self/ns/net) echo 1 ;;
                        *) echo '42 /proc/%d/ns/net'; echo '42 /proc/999999999/ns/net'; echo '42 /proc/%d/ns/net' ;;
                    esac""".formatted(later.pid(), old));
            program("nsenter", "case $1 in */%d/*) echo box ;; *) echo passer-by ;; esac".formatted(old));
            program("id", "echo 0");
            assertThat(find())
                    .containsExactly(new Namespace("box", "box, process " + old, "42", "/proc/" + old + "/ns/net"));
        } finally {
            later.destroyForcibly();
        }
    }
}

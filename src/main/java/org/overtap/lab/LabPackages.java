package org.overtap.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Debian packages a lab is made of. */
public final class LabPackages {
    /** A program of each package, by which it is found. */
    private static final Map<String, String> PROGRAMS = programs();

    private LabPackages() {}

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("iproute2", "ip");
        programs.put("ethtool", "ethtool");
        programs.put("nftables", "nft");
        programs.put("openssh-server", "sshd");
        programs.put("openssh-client", "ssh-keygen");
        programs.put("openssl", "openssl");
        programs.put("sudo", "sudo");
        programs.put("iputils-ping", "ping");
        programs.put("otcl-shells", "otclsh");
        programs.put("pmacct", "pmacctd");
        programs.put("nfdump", "nfcapd");
        return programs;
    }

    /** All of them, by name. */
    public static List<String> needed() {
        return List.copyOf(PROGRAMS.keySet());
    }

    /** Those whose program is not on this computer. */
    public static List<String> missing() {
        return needed().stream().filter(name -> !isThere(PROGRAMS.get(name))).toList();
    }

    private static boolean isThere(String program) {
        return Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The command that installs packages. */
    public static String installCommand(List<String> packages) {
        return packages.stream().collect(Collectors.joining(" ", "apt-get install -y --no-install-recommends ", ""));
    }
}

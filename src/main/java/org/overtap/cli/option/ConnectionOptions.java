package org.overtap.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How to reach a testbed. What is not given here comes from the environment, the profile or the configuration. */
public final class ConnectionOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "a testbed's profile in the configuration")
    private String profile;

    @Option(
            names = "--boss",
            paramLabel = "HOST:PORT",
            description = "the testbed's XML-RPC server (Emulab: port 3069)")
    private String boss;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "your key and certificate, PEM (usually ~/.ssl/emulab.pem)")
    private String cert;

    @Option(names = "--ca", paramLabel = "FILE", description = "the testbed's own certificate authority, PEM")
    private String ca;

    @Option(names = "--ssh-user", paramLabel = "NAME", description = "your login on the nodes")
    private String sshUser;

    @Option(names = "--ssh-key", paramLabel = "FILE", description = "your private key for the nodes")
    private String sshKey;

    @Option(names = "--gateway", paramLabel = "[USER@]HOST[:PORT]", description = "a jump host in front of the nodes")
    private String gateway;

    @Option(names = "--allow-partial", description = "go on without a shaper that cannot be reached")
    private boolean allowPartial;

    @Option(names = "--legacy", description = "allow the TLS and SSH algorithms of ten years ago")
    private boolean legacy;

    /** What was given on the command line, by option name without dashes. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "profile", profile);
        put(given, "boss", boss);
        put(given, "cert", cert);
        put(given, "ca", ca);
        put(given, "ssh-user", sshUser);
        put(given, "ssh-key", sshKey);
        put(given, "gateway", gateway);
        put(given, "allow-partial", allowPartial ? "true" : null);
        put(given, "legacy", legacy ? "true" : null);
        return given;
    }

    private static void put(Map<String, String> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}

package org.overtap.testbed.local.ovs;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.shell.LocalShell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.local.LocalTestbed;

/** The bridges of Open vSwitch on a machine, with the namespaces that are plugged into them. */
public final class OvsProvider implements TestbedProvider {
    private static final String HERE = "local";
    private static final int SSH_PORT = 22;

    /** [user@]host[:port], the host a name or an address, one of IPv6 in brackets. */
    private static final Pattern HOST = Pattern.compile(
            "(?:([A-Za-z0-9_][A-Za-z0-9_.-]*)@)?([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

    @Override
    public String name() {
        return "ovs";
    }

    @Override
    public Support support() {
        return Support.LIVE;
    }

    @Override
    public String experience() {
        return "Open vSwitch 3.1.0 in userspace, on this machine and by SSH";
    }

    @Override
    public String syntax() {
        return HERE + "|[USER@]HOST[:PORT]";
    }

    @Override
    public List<Setting> settings() {
        return SshLogin.SETTINGS;
    }

    /** A host's name says all that matters: whoever logs in there finds the same bridges. */
    @Override
    public String experiment(String words) {
        return "ovs/" + (words.isBlank() ? HERE : fileName(host(words).node()));
    }

    /** The port is set apart by what no address of IPv6 has. */
    private static String fileName(String named) {
        return named.replaceAll("]:(\\d+)$", "-$1").replace(":", "_").replaceAll("[\\[\\]]", "");
    }

    private static SshTarget host(String words) {
        Matcher parts = HOST.matcher(words);
        if (!parts.matches()) {
            throw new InvalidSettingException("'ovs:" + words + "' names no machine: write ovs:" + HERE
                    + ", or ovs:[USER@]HOST[:PORT] for one that is reached by SSH");
        }
        int port = parts.group(3) == null ? SSH_PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new InvalidSettingException("'ovs:" + words + "': no such port: " + port);
        }
        String named = parts.group(2) + (port == SSH_PORT ? "" : ":" + port);
        String user = parts.group(1) == null ? "" : parts.group(1);
        return new SshTarget(named, parts.group(2).replaceAll("[\\[\\]]", ""), port, user);
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException {
        if (words.isBlank() || words.equals(HERE)) {
            return LocalTestbed.switched(experiment(words), new PluggedNamespaces(), new LocalShell("this machine"));
        }
        SshTarget target = host(words);
        SshSettings login = SshLogin.of(settings);
        try {
            SshShells shells = new SshShells(login, new HostKeys(login.knownHosts()), notes);
            return LocalTestbed.switched(experiment(words), new PluggedNamespaces(), new SshMachine(shells, target));
        } catch (ShellException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }
}

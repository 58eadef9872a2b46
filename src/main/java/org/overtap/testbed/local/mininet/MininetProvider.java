package org.overtap.testbed.local.mininet;

import java.util.List;
import java.util.function.Consumer;
import org.overtap.shell.LocalShell;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.local.LocalTestbed;

/** The network that Mininet runs on this machine; there can be but one. */
public final class MininetProvider implements TestbedProvider {
    @Override
    public String name() {
        return "mininet";
    }

    @Override
    public Support support() {
        return Support.LIVE;
    }

    @Override
    public String experience() {
        return "Mininet 2.3.0, with Linux's bridge and Open vSwitch's as its switches";
    }

    @Override
    public String syntax() {
        return "";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public String experiment(String words) {
        if (!words.isBlank()) {
            throw new InvalidSettingException("'mininet:" + words
                    + "' asks for one of several networks, and Mininet runs one at a time: write mininet:");
        }
        return "mininet/network";
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) {
        return LocalTestbed.wired(
                experiment(words), new MininetProcesses(), bridge -> true, new LocalShell("this machine"));
    }
}

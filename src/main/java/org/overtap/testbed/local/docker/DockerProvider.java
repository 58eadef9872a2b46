package org.overtap.testbed.local.docker;

import java.util.List;
import java.util.function.Consumer;
import org.overtap.shell.LocalShell;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.local.LocalTestbed;

/** Containers of the engine that {@code docker} reaches on this machine. */
public final class DockerProvider implements TestbedProvider {
    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Support support() {
        return Support.LIVE;
    }

    @Override
    public String experience() {
        return "Docker 20.10: networks, labels of Compose, wiring and labels of containerlab";
    }

    @Override
    public String syntax() {
        return "NETWORK|compose=PROJECT|containerlab=LAB";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public String experiment(String words) {
        return "docker/" + ContainerGroup.of(words);
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) {
        RunningContainers containers = new RunningContainers(ContainerGroup.of(words), notes);
        return LocalTestbed.wired(experiment(words), containers, containers::owns, new LocalShell("this machine"));
    }
}

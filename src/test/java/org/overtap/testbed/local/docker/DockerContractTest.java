package org.overtap.testbed.local.docker;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.local.LocalContractTest;
import org.overtap.testbed.local.LocalTestbed;
import org.overtap.testbed.local.ToldMachine;

/** Containers of a lab of containerlab's. */
class DockerContractTest extends TestbedContract {
    private static final List<String> HANDLES =
            List.of("/proc/101/ns/net", "/proc/102/ns/net", "/proc/103/ns/net", "/proc/104/ns/net");

    private static String container(int number) {
        return """
                {"Name": "/clab-ring-%1$s", "Id": "30aed4ee7afb4c58e0a%1$s", "State": {"Pid": %2$d},
                 "HostConfig": {"NetworkMode": "none"},
                 "Config": {"Labels": {"containerlab": "ring", "clab-node-name": "%1$s"}}, "NetworkSettings": {}}
                """.formatted((char) ('a' + number), 101 + number);
    }

    @Override
    public Testbed open() throws Exception {
        String containers = IntStream.range(0, HANDLES.size())
                .mapToObj(DockerContractTest::container)
                .collect(Collectors.joining(",", "[", "]"));
        ToldMachine machine = ToldMachine.at(
                HANDLES,
                LocalContractTest.told(),
                Map.of("docker ps", "1\n2\n3\n4\n", "docker network", "[]", "docker inspect", containers));
        RunningContainers ring = new RunningContainers(ContainerGroup.of("containerlab=ring"), note -> {});
        return LocalTestbed.wired("docker/containerlab-ring", ring, ring::owns, machine);
    }
}

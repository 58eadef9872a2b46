package org.overtap.testbed.local.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.Namespace;

class RunningContainersTest {
    private static final String NETWORKS = """
            [{"Name": "shop_lan", "Id": "6b065bf684f166a33fe8", "Options": {}},
             {"Name": "bridge", "Id": "aaaaaaaaaaaaaaaaaaaa", "Options": {"com.docker.network.bridge.name": "docker0"}},
             {"Name": "clab", "Id": "bbbbbbbbbbbbbbbbbbbb", "Options": {}}]
            """;

    /** An engine that answers its questions by their first word. */
    private record Engine(Map<String, CommandResult> answers) implements Shell {
        static Engine with(String... containers) {
            return telling(containers.length, "[" + String.join(",", containers) + "]");
        }

        static Engine telling(int ids, String containers) {
            return new Engine(Map.of(
                    "ps", new CommandResult(0, "id\n".repeat(ids), ""),
                    "network", new CommandResult(0, NETWORKS, ""),
                    "inspect", new CommandResult(0, containers, "")));
        }

        @Override
        public String node() {
            return "this machine";
        }

        @Override
        public CommandResult run(Command command) {
            return answers.get(command.argv().get(1));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static String container(String name, int process, String mode, String labels) {
        return """
                {"Name": "/%s", "Id": "30aed4ee7afb4c58e0a3", "State": {"Pid": %d}, "HostConfig": {"NetworkMode": "%s"},
                 "Config": {"Labels": {%s}}, "NetworkSettings": {"Networks": {"shop_lan": {}}}}
                """.formatted(name, process, mode, labels);
    }

    private static final String WEB =
            "\"com.docker.compose.service\": \"web\", \"com.docker.compose.container-number\": \"%d\"";

    @Test
    void namesComeFromLabelsAndWhatIsOnTheMachinesOwnNetworkIsNoNode() throws Exception {
        List<String> notes = new ArrayList<>();
        RunningContainers shop = new RunningContainers(ContainerGroup.of("compose=shop"), notes::add);
        List<Namespace> nodes = shop.find(Engine.with(
                container("shop-web-1", 7, "shop_lan", WEB.formatted(1)),
                container("shop-web-2", 8, "shop_lan", WEB.formatted(2)),
                container("shop-edge-1", 9, "host", "")));
        assertThat(nodes)
                .containsExactly(
                        new Namespace("web", "container shop-web-1 30aed4ee7afb", "/proc/7/ns/net"),
                        new Namespace("web-2", "container shop-web-2 30aed4ee7afb", "/proc/8/ns/net"));
        assertThat(notes).singleElement().asString().contains("shop-edge-1", "this machine's own network");
        assertThat(shop.owns("br-6b065bf684f1")).isTrue();
        assertThat(shop.owns("docker0")).isFalse();
        assertThat(shop.owns("br-bbbbbbbbbbbb")).isFalse();
        assertThat(shop.owns("br0")).as("a bridge that Docker did not make").isTrue();
    }

    @Test
    void twoOfOneNameAndOneThatEndedAreNamed() throws Exception {
        RunningContainers shop = new RunningContainers(ContainerGroup.of("compose=shop"), note -> {});
        assertThatThrownBy(() -> shop.find(Engine.with(
                        container("one", 7, "x", WEB.formatted(1)), container("two", 8, "x", WEB.formatted(1)))))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("would both be node web");
        assertThatThrownBy(() -> shop.find(Engine.with(container("one", 0, "x", ""))))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("no node in docker:compose=shop: container one has no process at present");
        assertThatThrownBy(() -> shop.find(new Engine(Map.of("ps", new CommandResult(1, "", "no socket")))))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("no socket")
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void whoEndsBetweenTwoQuestionsIsNotAskedForAgain() throws Exception {
        Iterator<CommandResult> inspections = List.of(
                        new CommandResult(1, "[]", "Error: No such object: 5"),
                        new CommandResult(0, "[" + container("one", 7, "x", "") + "]", ""))
                .iterator();
        Shell passing = new ToldEngine(Engine.with("").answers(), inspections);
        assertThat(new RunningContainers(ContainerGroup.of("lan1"), note -> {}).find(passing))
                .extracting(Namespace::node)
                .containsExactly("one");
    }

    /** One whose containers are others each time. */
    private record ToldEngine(Map<String, CommandResult> answers, Iterator<CommandResult> inspections)
            implements Shell {
        @Override
        public String node() {
            return "this machine";
        }

        @Override
        public CommandResult run(Command command) {
            String question = command.argv().get(1);
            return question.equals("inspect") ? inspections.next() : answers.get(question);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void whoseNamespaceItIsComesBeforeWhoIsInIt() throws Exception {
        List<String> notes = new ArrayList<>();
        List<Namespace> nodes = new RunningContainers(ContainerGroup.of("compose=shop"), notes::add)
                .find(Engine.with(
                        container("a-meter", 9, "container:30aed4ee7afb4c58e0a3", ""),
                        container("web", 7, "shop_lan", ""),
                        container("restarting", 0, "shop_lan", "")));
        assertThat(nodes).extracting(Namespace::node).containsExactly("web", "a-meter");
        assertThat(notes).singleElement().asString().contains("restarting", "no process at present");
    }

    @ParameterizedTest
    @CsvSource({"'', nothing", "{}, no list: '{}'", "null, no list: 'null'", "boom, no list: 'boom'", "[], 0 of the 2"})
    void anAnswerThatIsNoneIsToldAsSuch(String answer, String told) {
        RunningContainers lan = new RunningContainers(ContainerGroup.of("lan1"), note -> {});
        assertThatThrownBy(() -> lan.find(Engine.telling(2, answer)))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("'docker inspect'")
                .hasMessageContaining(told);
    }

    @Test
    void theWordsTellTheGroup() {
        assertThat(ContainerGroup.of("lan1").filter()).isEqualTo("network=lan1");
        assertThat(ContainerGroup.of("compose=shop").filter()).isEqualTo("label=com.docker.compose.project=shop");
        assertThat(ContainerGroup.of("containerlab=x").filter()).isEqualTo("label=containerlab=x");
        assertThatThrownBy(() -> ContainerGroup.of("")).isInstanceOf(InvalidSettingException.class);
        assertThatThrownBy(() -> ContainerGroup.of("compose=")).isInstanceOf(InvalidSettingException.class);
        assertThatThrownBy(() -> ContainerGroup.of("swarm=x"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'docker:swarm=x' names no containers")
                .hasMessageContaining("docker:compose=NAME or docker:containerlab=NAME");
    }
}

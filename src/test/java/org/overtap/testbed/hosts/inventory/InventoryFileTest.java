package org.overtap.testbed.hosts.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Medium;
import org.overtap.topology.TopologyException;

class InventoryFileTest {
    private static final Path FOLDER = Path.of("/lab");

    private static Inventory read(String file, String text) {
        return InventoryFile.parse(file, FOLDER, text);
    }

    private static HostAccess.Ssh ssh(Inventory inventory, String name) {
        return (HostAccess.Ssh) inventory.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow()
                .access();
    }

    @Test
    void aYamlListHasWordsAndMappings() {
        Inventory inventory = read("lab.yaml", """
                - alice@n1.example.org:2222
                - "[2001:db8::1]:2200"
                - netns:blue
                - name: n4
                  host: 2001:db8::4
                  port: 22022
                  user: bob
                  key: keys/n4
                  jump: carol@gate:2022
                  control: eth0
                  interfaces: [eth1, eth2]
                  role: router
                - name: red
                  netns: lab-red
                  control: 10.0.0.5
                """);
        assertThat(inventory.hosts())
                .extracting(HostEntry::name)
                .containsExactly("n1.example.org", "2001-db8--1", "blue", "n4", "red");
        assertThat(ssh(inventory, "n1.example.org"))
                .isEqualTo(new HostAccess.Ssh("n1.example.org", 2222, "alice", Optional.empty(), Optional.empty()));
        assertThat(ssh(inventory, "2001-db8--1").port()).isEqualTo(2200);
        assertThat(ssh(inventory, "n4"))
                .isEqualTo(new HostAccess.Ssh(
                        "2001:db8::4",
                        22022,
                        "bob",
                        Optional.of(Path.of("/lab/keys/n4")),
                        Optional.of("carol@gate:2022")));
        HostEntry n4 = inventory.hosts().get(3);
        assertThat(n4.control()).contains("eth0");
        assertThat(n4.interfaces()).containsExactly("eth1", "eth2");
        assertThat(n4.router()).isTrue();
        assertThat(inventory.hosts().get(4).access()).isEqualTo(new HostAccess.Namespace("lab-red"));
        assertThat(inventory.notes()).isEmpty();
    }

    /** What users are shown is read without a word of complaint. */
    @Test
    void theManualsExampleIsRead() throws IOException {
        String manual = Files.readString(Path.of("src/main/java/org/overtap/testbed/hosts/README.md"));
        int from = manual.indexOf("```yaml\n") + "```yaml\n".length();
        Inventory inventory = read("lab.yaml", manual.substring(from, manual.indexOf("```", from)));
        assertThat(inventory.notes()).isEmpty();
        assertThat(inventory.hosts()).hasSize(6);
        assertThat(inventory.segments()).hasSize(2);
    }

    @Test
    void segmentsAreNamedByMembersOrSubnet() {
        Inventory inventory = read("lab.yaml", """
                hosts: [a, b, c]
                segments:
                - name: hub
                  members: [a:eth1, b]
                  medium: flooding
                - {name: core, subnet: 10.1.1.7/24}
                """);
        SegmentHint hub = inventory.segments().get(0);
        assertThat(hub.members()).extracting(YamlTree.Text::value).containsExactly("a:eth1", "b");
        assertThat(hub.medium()).contains(Medium.FLOODING);
        assertThat(inventory.segments().get(1).subnet()).contains(IpPrefix.of("10.1.1.0/24"));
    }

    @Test
    void whatIsUnknownIsPassedOverWithANote() {
        Inventory inventory = read("lab.yaml", "hosts:\n- host: a\n  colour: red\n- b\nsite: x\n");
        assertThat(inventory.notes())
                .containsExactly(
                        "lab.yaml:3:3: 'colour' is not known here and was passed over",
                        "lab.yaml:5:1: 'site' is not known here and was passed over");
    }

    private static final String INI = """
            # a comment
            gate ansible_host=192.0.2.1 ansible_port=2222 ansible_user="bob"   # the first
            lonely:2200

            [web]
            web[01:03].example.org ansible_user=www
            [db]
            db-[a:b] site=x
            local ansible_connection=local

            [all:vars]
            ansible_user=root
            ansible_ssh_private_key_file=~/.ssh/lab key
            colour=red
            [cluster:children]
            web
            db
            [cluster:vars]
            ansible_port=2022
            ansible_ssh_common_args='-o ProxyJump=jump@gate.example.org:22 -o Compression=yes'
            """;

    @Test
    void anAnsibleInventoryInIniFormIsReadWithItsGroups() {
        Inventory inventory = read("inventory", INI);
        assertThat(inventory.hosts())
                .extracting(HostEntry::name)
                .containsExactly(
                        "gate",
                        "lonely",
                        "web01.example.org",
                        "web02.example.org",
                        "web03.example.org",
                        "db-a",
                        "db-b");
        Path key = Path.of(System.getProperty("user.home"), ".ssh/lab key");
        assertThat(ssh(inventory, "gate"))
                .isEqualTo(new HostAccess.Ssh("192.0.2.1", 2222, "bob", Optional.of(key), Optional.empty()));
        assertThat(ssh(inventory, "lonely").port()).isEqualTo(2200);
        assertThat(ssh(inventory, "web02.example.org"))
                .isEqualTo(new HostAccess.Ssh(
                        "web02.example.org", 2022, "www", Optional.of(key), Optional.of("jump@gate.example.org:22")));
        assertThat(ssh(inventory, "db-b").user()).isEqualTo("root");
        assertThat(inventory.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("colour, site"))
                .anyMatch(note -> note.startsWith("inventory:9:1: local "));
    }

    @Test
    void anAnsibleInventoryInYamlFormIsReadWithItsGroups() {
        Inventory inventory = read("hosts.yml", """
                all:
                  vars: {ansible_user: root}
                  children:
                    routers:
                      hosts:
                        r[1:2]:
                      vars:
                        ansible_user: admin
                        overtap_role: router
                    edge:
                      hosts:
                        r2: {ansible_host: "2001:db8::2", overtap_control: eth9}
                        e1:
                          ansible_ssh_host: 192.0.2.9
                      children:
                        deeper:
                          hosts: {e1: }
                          vars: {ansible_user: deep}
                      vars: {ansible_user: shallow}
                """);
        assertThat(inventory.hosts()).extracting(HostEntry::name).containsExactly("r1", "r2", "e1");
        assertThat(ssh(inventory, "r1").user()).isEqualTo("admin");
        assertThat(ssh(inventory, "r2").host()).isEqualTo("2001:db8::2");
        assertThat(ssh(inventory, "e1").host()).isEqualTo("192.0.2.9");
        assertThat(ssh(inventory, "e1").user()).as("the deeper group wins").isEqualTo("deep");
        assertThat(inventory.hosts()).filteredOn(HostEntry::router).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab.yaml | - a\\n- a | lab.yaml:2:3: a second host is called a",
                "lab.yaml | - a\\n- {host: b, port: 99999} | lab.yaml:2:19: '99999' is no port",
                "lab.yaml | - a\\n- 2001:db8::1 | lab.yaml:2:3: '2001:db8::1' is no host",
                "lab.yaml | - a b | lab.yaml:1:3: 'a b' is no host",
                "lab.yaml | - -oProxyCommand=x | lab.yaml:1:3: '-oProxyCommand=x' is no host",
                "lab.yaml | - {netns: a, user: b} | lab.yaml:1:20: user and netns exclude each other",
                "lab.yaml | - {netns: ../a} | lab.yaml:1:3: '../a'",
                "lab.yaml | - {name: a/b, host: c} | lab.yaml:1:3: 'a/b' cannot be a node's name",
                "lab.yaml | - {user: b} | lab.yaml:1:3: a host needs 'host' or 'netns'",
                "lab.yaml | - {host: a, host: b} | stands twice",
                "lab.yaml | - {host: a | lab.yaml:1:11: no YAML",
                "lab.yaml | - &x a\\n- *x | lab.yaml:2:3: aliases",
                "lab.yaml | - {host: a, role: tap} | lab.yaml:1:19: 'tap' is no role",
                "lab.yaml | - n[1:2000] | lab.yaml:1:3: [1:2000] means more than 1000 hosts",
                "lab.yaml | - n[3:1] | lab.yaml:1:3: the range [3:1] is empty",
                "lab.yaml | [] | no hosts are listed",
                "lab.yaml | # | there is nothing in it",
                "lab.yaml | {hosts: [a, b], segments: [{name: x}]} | lab.yaml:1:28: a segment needs either",
                "lab.yaml | {hosts: [a], segments: [{name: x, subnet: y}]} | lab.yaml:1:43: 'y' is no subnet",
                "lab.yaml | {hosts: [a], segments: [{name: x, members: [a], medium: air}]} | 'air' is no medium",
                "inv.ini | [web\\nx | inv.ini:1:1: '[web' is no host",
                "inv.ini | [web:tars]\\nx | inv.ini:1:1: [web:tars] is no section",
                "inv.ini | x y | inv.ini:1:3: expected variable=value",
                "inv.ini | x y='a | inv.ini:1:5",
                "inv.ini | [all:vars]\\nx | inv.ini:2:1: expected variable=value",
                "inv.ini | a\\n[g:children]\\nh | inv.ini:3:1: group g has the child h",
                "inv.ini | a\\n[g:children]\\nh\\n[h:children]\\ng | below itself",
                "inv.ini | a ansible_port={{x}} | inv.ini:1:3: ansible_port is a template",
            })
    void badInputIsToldWithItsPlace(String file, String text, String message) {
        assertThatThrownBy(() -> read(file, text.replace("\\n", "\n")))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTypedListMayHaveRangesAndNamespaces() {
        Inventory inventory = HostWord.list("bob@n[1:2]:2200, netns:x,[fd00::1]");
        assertThat(inventory.hosts()).extracting(HostEntry::name).containsExactly("n1", "n2", "x", "fd00--1");
        assertThat(inventory.hosts().get(0).access())
                .isEqualTo(new HostAccess.Ssh("n1", 2200, "bob", Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> HostWord.list("a,,b,-x"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("'-x' is no host");
    }

    @Test
    void rangesCountAsAnsibleDoes() {
        Mark at = new Mark("x", 1, 1);
        assertThat(HostPattern.expand(at, "n[08:10]")).containsExactly("n08", "n09", "n10");
        assertThat(HostPattern.expand(at, "n[0:10:5]x")).containsExactly("n0x", "n5x", "n10x");
        assertThat(HostPattern.expand(at, "[a:b][1:2]")).containsExactly("a1", "a2", "b1", "b2");
        assertThat(HostPattern.expand(at, "[2001:db8::1]:22")).isEqualTo(List.of("[2001:db8::1]:22"));
    }
}

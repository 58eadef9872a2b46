package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseLimitsTest {

    @Test
    void namesHaveAtMost32Characters() {
        assertThat(problems("virt_nodes", node("n".repeat(32), "", ""))).isEmpty();
        assertThat(problems("virt_nodes", node("n".repeat(33), "", "")))
                .singleElement()
                .asString()
                .contains("33");
        assertThat(problems("virt_lan_lans", Map.of("vname", "l".repeat(33)))).hasSize(1);
    }

    @Test
    void aNodeWithAStartCommandHasAtMost23Characters() {
        assertThat(problems("virt_programs", program("n".repeat(22) + "_startcmd", "ls")))
                .isEmpty();
        assertThat(problems("virt_programs", program("n".repeat(24) + "_startcmd", "ls")))
                .hasSize(1);
    }

    @Test
    void commandsHaveAtMost256PrintableCharactersWithTheWrapper() {
        String wrapper = "( ; /usr/local/etc/emulab/startcmddone $?)";
        assertThat(wrapper).hasSize(42);
        assertThat(problems("virt_programs", program("p", wrapper + "x".repeat(214))))
                .isEmpty();
        assertThat(problems("virt_programs", program("p", wrapper + "x".repeat(215))))
                .hasSize(1);
        assertThat(problems("virt_programs", program("p", "tab\there"))).hasSize(1);
    }

    @Test
    void portsHaveAtMostTwoDigits() {
        assertThat(problems("virt_nodes", node("n", "0:10.1.1.2 99:10.1.2.3", "")))
                .isEmpty();
        assertThat(problems("virt_nodes", node("n", "100:10.1.1.2", ""))).hasSize(1);
    }

    @Test
    void tarfilesAreShortAndPlain() {
        assertThat(problems("virt_nodes", node("n", "", "/a /p/x.tgz;/b http://h:80/~u/y.tgz")))
                .isEmpty();
        assertThat(problems("virt_nodes", node("n", "", "/a /p/$(x).tgz"))).hasSize(1);
        assertThat(problems("virt_nodes", node("n", "", "/a /" + "x".repeat(1021))))
                .hasSize(1);
    }

    @Test
    void eventArgumentsHaveAtMost1024Characters() {
        assertThat(problems("eventlist", event("x".repeat(1024)))).isEmpty();
        assertThat(problems("eventlist", event("x".repeat(1025)))).hasSize(1);
    }

    private static List<String> problems(String table, Map<String, String> row) {
        return DatabaseLimits.check(new VirtualExperiment("p", "e", Map.of(table, List.of(row))));
    }

    private static Map<String, String> node(String name, String ips, String tarfiles) {
        return Map.of("vname", name, "ips", ips, "tarfiles", tarfiles);
    }

    private static Map<String, String> program(String name, String command) {
        return Map.of("vname", name, "command", command);
    }

    private static Map<String, String> event(String arguments) {
        return Map.of("vname", "x", "time", "1", "arguments", arguments);
    }
}

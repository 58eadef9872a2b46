package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.overtap.live.Case;

/** Every command and method that Emulab knows is known here, and takes as many arguments. */
class NsCommandsIT {
    private static final Path LISTS = Path.of("src/test/resources/ns-commands");

    /** Of a procedure: its name, the fewest arguments, the most or - . */
    private static final String COUNTING = """
            proc counts {words default} {
                set least 0
                set most 0
                foreach word $words {
                    if {$word eq "args"} { return "$least -" }
                    incr most
                    if {![eval $default [list $word] value]} { incr least }
                }
                return "$least $most"
            }
            """;

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    private static List<String> facts(String name) {
        try {
            return Files.readAllLines(LISTS.resolve(name)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> printedBy(String statements) throws NsScriptException {
        return new NsEvaluator()
                .evaluation("p", "e", NsScripts.around(statements))
                .printed()
                .lines()
                .toList();
    }

    @Case("E3")
    void everyTbCommandTakesTheArgumentsThatEmulabTakes() throws Exception {
        List<String> facts = facts("tb.txt");
        String names = facts.stream().map(line -> line.split(" ")[0]).collect(Collectors.joining(" "));

        assertThat(printedBy(COUNTING + """
                foreach name {%s} {
                    if {[info procs $name] eq ""} { puts "$name unknown"; continue }
                    puts "$name [counts [info args $name] [list info default $name]]"
                }
                """.formatted(names)))
                .hasSizeGreaterThan(100)
                .containsExactlyElementsOf(facts);
    }

    @Case("E3")
    void everyMethodTakesTheArgumentsThatEmulabTakes() throws Exception {
        List<String> facts = facts("methods.txt");
        String pairs = facts.stream()
                .map(line -> line.split(" ")[0] + " " + line.split(" ")[1])
                .collect(Collectors.joining(" "));

        assertThat(printedBy(COUNTING + """
                foreach {class method} {%s} {
                    set found unknown
                    foreach at [concat $class [$class info heritage]] {
                        if {[lsearch -exact [$at info instprocs] $method] < 0} continue
                        set found [counts [$at info instargs $method] [list $at info instdefault $method]]
                        break
                    }
                    puts "$class $method $found"
                }
                """.formatted(pairs)))
                .hasSizeGreaterThan(70)
                .containsExactlyElementsOf(facts);
    }

    @Case("E3")
    void everyTbCommandIsAccepted() throws Exception {
        String script = Files.readString(LISTS.resolve("accepted.ns"));

        Evaluation evaluation = new NsEvaluator().evaluation("p", "e", script);

        assertThat(evaluation.warnings()).isEmpty();
        List<String> unused = facts("tb.txt").stream()
                .map(line -> line.split(" ")[0])
                .filter(name -> !script.contains("\n" + name) && !script.contains("[" + name))
                .toList();
        assertThat(unused).containsExactly("tb-analyze-store-mp", "tb-proc-tarfiles");
    }

    /** Methods of the kinds of objects that the samples don't show. */
    @Test
    void whatALabHasNoneOfIsWrittenDown() throws Exception {
        Evaluation evaluation = new NsEvaluator().evaluation("p", "e", NsScripts.around("""
                set wall [new Firewall $ns]
                $wall set-type ipfw2-vlan
                $wall set-style closed
                $wall add-rule "allow ip from any to any"
                $wall add-numbered-rule 200 "deny ip from any to any"
                $a add-rule "allow all"
                $a set-fw-style basic
                set store [$ns blockstore]
                $store set-class local
                $store set-size 10GiB
                $store set-node $a
                $store set-mount-point /mnt/store
                set disk [$a disk-agent -type snapshot -size 10]
                set cust [$a custom-agent -name x]
                set seq [$ns event-sequence {
                    $a reboot
                }]
                $seq append "$a reboot"
                set line [$ns event-timeline]
                $line at 1m30s "$a reboot"
                $ns at 5 "$seq start"
                $ns at 6 "$line start; $ns msg hello"
                set con [$a console]
                $ns at 7 "$con start"
                $ns define-template-parameter size 5 "how much"
                set lan [$ns make-san "$a $b"]
                $lan trace_snaplen 64
                """));

        assertThat(evaluation.warnings()).isEmpty();
        VirtualExperiment experiment = evaluation.experiment();
        assertThat(NsScripts.row(experiment, "virt_firewalls", "fwname", "wall"))
                .containsEntry("style", "closed");
        assertThat(experiment.rows("firewall_rules")).hasSize(3);
        assertThat(NsScripts.row(experiment, "virt_blockstores", "vname", "store"))
                .containsEntry("size", "10240");
        assertThat(NsScripts.row(experiment, "virt_node_disks", "diskname", "disk"))
                .containsEntry("disktype", "snapshot");
        assertThat(NsScripts.row(experiment, "virt_parameters", "name", "size")).containsEntry("value", "5");
        assertThat(experiment.rows("eventlist").stream()
                        .map(row -> row.getOrDefault("time", "") + " " + row.get("vname") + " " + row.get("objecttype")
                                + " " + row.get("eventtype")))
                .containsExactlyInAnyOrder(
                        " a 10 0",
                        " a 10 0",
                        "90 a 10 0",
                        "5 seq 11 1",
                        "6 line 12 1",
                        "6 ns 6 18",
                        "7 a-console 13 1");
    }
}

package org.overtap.lab.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.overtap.lab.ns.VirtualExperiment;
import org.overtap.live.Case;

class AddressCheckTest {
    /** Segments given as {@code NAME NODE=ADDRESS/MASK ...}. */
    private static VirtualExperiment experiment(String routing, String... segments) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<Map<String, String>> lans = new ArrayList<>();
        for (String segment : segments) {
            String[] words = segment.split(" ");
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split("[=/]");
                int port = ports.merge(parts[0], 1, Integer::sum) - 1;
                lans.add(Map.of(
                        "vname",
                        words[0],
                        "vnode",
                        parts[0],
                        "vport",
                        Integer.toString(port),
                        "member",
                        parts[0] + ":" + port,
                        "ip",
                        parts[1],
                        "mask",
                        parts.length > 2 ? parts[2] : "255.255.255.0",
                        "cost",
                        "1"));
            }
        }
        List<Map<String, String>> nodes = ports.keySet().stream()
                .map(node -> Map.of("vname", node, "routertype", routing, "ips", ips(node, lans)))
                .toList();
        return new VirtualExperiment("p", "e", Map.of("virt_nodes", nodes, "virt_lans", lans));
    }

    private static String ips(String node, List<Map<String, String>> lans) {
        List<String> ips = new ArrayList<>();
        lans.stream()
                .filter(row -> row.get("vnode").equals(node))
                .forEach(row -> ips.add(row.get("vport") + ":" + row.get("ip")));
        return String.join(" ", ips);
    }

    private static AddressCheck check(String... segments) {
        return new AddressCheck(VirtualNetwork.of(experiment("none", segments)));
    }

    @Case("E4")
    void aSegmentOfTwoSubnetsIsToldWithItsAddresses() {
        AddressCheck check = check("wire p=10.7.1.1 q=10.7.9.1");

        assertThat(check.refusals()).isEmpty();
        assertThat(check.notes()).hasSize(1);
        assertThat(check.notes().get(0)).startsWith("on wire p has 10.7.1.1/24, q has 10.7.9.1/24:");
    }

    @Case("E4")
    void noRouteLeadsOverASegmentOfTwoSubnets() {
        Routes routes = new Routes(VirtualNetwork.of(experiment(
                "static", "wire p=10.7.1.1 q=10.7.9.1", "far q=10.8.1.1 r=10.8.1.2", "way p=10.9.1.1 r=10.9.1.2")));

        assertThat(routes.of("p"))
                .containsExactly(
                        new Routes.Route("10.7.9.0/24", "10.9.1.2"), new Routes.Route("10.8.1.0/24", "10.9.1.2"));
        assertThat(routes.of("q"))
                .containsExactly(
                        new Routes.Route("10.7.1.0/24", "10.8.1.2"), new Routes.Route("10.9.1.0/24", "10.8.1.2"));
    }

    @Test
    void anAddressThatIsThereTwiceIsTold() {
        assertThat(check("wire p=10.7.1.1 q=10.7.1.1").notes())
                .containsExactly("10.7.1.1 is there 2 times: p on wire, q on wire");
    }

    @Test
    void twoSegmentsInOneSubnetAreTold() {
        assertThat(check("wire p=10.7.1.1 q=10.7.1.2", "cable p=10.7.1.3 q=10.7.1.4")
                        .notes())
                .containsExactly("cable and wire are both 10.7.1.0/24: who is on both sends over one of them");
    }

    @Test
    void subnetsThatOverlapAreTold() {
        assertThat(check("wire p=10.7.1.1/255.255.0.0 q=10.7.1.2/255.255.0.0", "cable p=10.7.9.3 q=10.7.9.4")
                        .notes())
                .hasSize(1)
                .allMatch(note -> note.startsWith("wire (10.7.0.0/16) and cable (10.7.9.0/24) overlap"));
    }

    @Test
    void segmentsApartAreNotTold() {
        assertThat(check("wire p=10.7.1.1 q=10.7.1.2", "cable p=10.7.2.3 q=10.7.2.4")
                        .notes())
                .isEmpty();
    }

    @Test
    void whatTheLabNeedsItselfIsRefused() {
        assertThat(check("wire p=172.30.1.1 q=172.30.1.2").refusals())
                .hasSize(2)
                .first()
                .isEqualTo("wire: p cannot have 172.30.1.1: 172.30.0.0/16 is the lab's control network");
    }

    @Test
    void whatNoMachineCanHaveIsRefused() {
        assertThat(check("wire p=127.0.0.5 q=224.0.0.9", "cable p=0.1.2.3 q=255.1.2.3")
                        .refusals())
                .hasSize(4)
                .allMatch(refusal -> refusal.contains("no address of a machine"));
    }

    @Test
    void addressesLeftToTheTestbedAreAllDifferentAndOneSubnetASegment() {
        VirtualExperiment completed = AddressAssigner.completed(
                experiment("none", "wire p=0.0.0.0 q=0.0.0.0", "cable p=0.0.0.0 q=10.9.9.2 r=0.0.0.0"));

        assertThat(completed.lans())
                .extracting(row -> row.get("ip"))
                .containsExactly("10.1.1.2", "10.1.1.3", "10.9.9.3", "10.9.9.2", "10.9.9.4");
        assertThat(completed.nodes().get(0)).containsEntry("ips", "0:10.1.1.2 1:10.9.9.3");
        assertThat(new AddressCheck(VirtualNetwork.of(completed)).notes()).isEmpty();
    }

    @Test
    void whatHasAddressesStaysAsItIs() {
        VirtualExperiment given = experiment("none", "wire p=10.7.1.1 q=10.7.1.2");

        assertThat(AddressAssigner.completed(given)).isSameAs(given);
    }
}

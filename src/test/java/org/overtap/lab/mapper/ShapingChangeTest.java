package org.overtap.lab.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.lab.ns.VirtualExperiment;

/** The rules by which Emulab's delay_config changes pipes and descriptions. */
class ShapingChangeTest {
    private static ShapingChange change(String link, String source, String... pairs) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : pairs) {
            columns.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return new ShapingChange(link, false, Optional.of(source).filter(text -> !text.isEmpty()), columns);
    }

    private static VirtualDelay wan(ShapingChange change) {
        return change.appliedTo(Samples.blueprint("01-shaped-pair"))
                .orElseThrow()
                .delays()
                .get(0)
                .delay();
    }

    @Test
    void aLinkIsChangedInBothDirectionsAndOnlyInWhatIsGiven() {
        VirtualDelay delay = wan(change("wan", "", "bandwidth=5000"));

        assertThat(delay.forth().kbps()).isEqualTo(5000);
        assertThat(delay.back().kbps()).isEqualTo(5000);
        assertThat(delay.forth().delayMs()).isEqualTo(40);
        assertThat(delay.forth().loss()).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void aSourceMeansItsDirection() {
        VirtualDelay delay = wan(change("wan", "server", "delay=7", "lossrate=0.5", "q_limit=9"));
        MappedShaping server = delay.near().node().equals("server") ? delay.forth() : delay.back();
        MappedShaping client = delay.near().node().equals("server") ? delay.back() : delay.forth();

        assertThat(server).isEqualTo(new MappedShaping(7, 30_000, 0.5, 9));
        assertThat(client.delayMs()).isEqualTo(40);
    }

    @Test
    void aLanIsChangedInHalvesAndAMemberAsGiven() {
        Blueprint office = Samples.blueprint(Samples.withLans("02-office-lan", "mustdelay", "1"));

        assertThat(change("office", "", "delay=20", "lossrate=0.19")
                        .appliedTo(office)
                        .orElseThrow()
                        .delays())
                .hasSize(5)
                .allSatisfy(member -> {
                    assertThat(member.delay().forth().delayMs()).isEqualTo(10);
                    assertThat(member.delay().back().loss()).isCloseTo(0.1, within(1e-9));
                });
        List<Blueprint.Inline> one = change("office", "web", "delay=20")
                .appliedTo(office)
                .orElseThrow()
                .delays();
        assertThat(one)
                .filteredOn(member -> member.side0().equals("web"))
                .hasSize(1)
                .allSatisfy(
                        member -> assertThat(member.delay().back().delayMs()).isEqualTo(20));
        assertThat(one).filteredOn(member -> !member.side0().equals("web")).allSatisfy(member -> assertThat(
                        member.delay().back().delayMs())
                .isZero());
    }

    @Test
    void whatNobodyShapesIsNotChanged() {
        assertThat(change("office", "", "delay=20").appliedTo(Samples.blueprint("02-office-lan")))
                .isEmpty();
        assertThat(change("wan", "nobody", "delay=20").appliedTo(Samples.blueprint("01-shaped-pair")))
                .isEmpty();
        assertThat(new ShapingChange("wan", true, Optional.empty(), Map.of("delay", "1"))
                        .appliedTo(Samples.blueprint("01-shaped-pair")))
                .isEmpty();
    }

    private static Map<String, String> row(VirtualExperiment experiment, String node) {
        return experiment.lans().stream()
                .filter(row -> node.equals(row.get("vnode")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDescriptionOfALinkHasItsHalves() {
        VirtualExperiment changed = change("wan", "", "delay=60", "bandwidth=5000", "lossrate=0.19")
                .appliedTo(Samples.read("01-shaped-pair"));

        assertThat(changed.lans()).hasSize(2).allSatisfy(row -> {
            assertThat(row).containsEntry("delay", "30.0").containsEntry("rdelay", "30.0");
            assertThat(row).containsEntry("bandwidth", "5000").containsEntry("rbandwidth", "5000");
            assertThat(Double.parseDouble(row.get("lossrate"))).isCloseTo(0.1, within(1e-9));
        });
    }

    @Test
    void theDescriptionOfOneDirectionIsOnBothMembers() {
        VirtualExperiment before = Samples.read("01-shaped-pair");
        VirtualExperiment changed =
                change("wan", "client", "delay=60", "q_limit=7").appliedTo(before);

        assertThat(row(changed, "client")).containsEntry("delay", "30.0").containsEntry("rdelay", "20.0");
        assertThat(row(changed, "client")).containsEntry("q_limit", "7");
        assertThat(row(changed, "server")).containsEntry("delay", "20.0").containsEntry("rdelay", "30.0");
        assertThat(row(changed, "server"))
                .containsEntry("q_limit", row(before, "server").get("q_limit"));
    }

    @Test
    void theDescriptionOfAMemberIsAsGiven() {
        VirtualExperiment changed = change("office", "web", "delay=60").appliedTo(Samples.read("02-office-lan"));

        assertThat(row(changed, "web")).containsEntry("delay", "60").containsEntry("rdelay", "60");
        assertThat(row(changed, "mail")).containsEntry("delay", "0.0").containsEntry("rdelay", "0.0");
    }
}

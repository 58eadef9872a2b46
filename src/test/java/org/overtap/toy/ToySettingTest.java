package org.overtap.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Progress;
import org.overtap.deploy.Status;
import org.overtap.deploy.Teardown;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.topology.Topology;

/** An instrument that is no process but is switched on in one: here a file says so. */
@EnabledOnOs(OS.LINUX)
class ToySettingTest {
    private static final String SWITCH = """
            name: toy-switch
            kind: probe
            formats:
              - name: toy-lines
            program: sh
            runs:
              setting:
                set:
                  - ["{program}", -c, "echo \\"to {collector} {port}\\" >$0", "../../{interface}.setting"]
                  - ["{program}", -c, "echo 7 >>$0", "../../{interface}.setting"]
                unset:
                  - [rm, "../../{interface}.setting"]
                show: [cat, "../../{interface}.setting"]
                shows: "^to "
            health:
              exported: {command: [tail, -n1, "../../{interface}.setting"], find: "(\\\\d+)"}
            """;

    @TempDir
    Path folder;

    private final Topology topology = ToyInstruments.lan("127.0.0.");
    private ToyNodes nodes;
    private StateFile state;

    @BeforeEach
    void prepare() throws Exception {
        nodes = new ToyNodes(folder.resolve("nodes"), topology);
        state = StateFile.at(folder.resolve("state.json"));
    }

    @Test
    void itIsSwitchedOnOnceShownAndSwitchedOff() throws Exception {
        Deployment wanted = wanted(SWITCH);
        assertThat(deploy(wanted).changed()).isEqualTo(3);
        assertThat(setting("n1")).content().startsWith("to 127.0.0.").endsWith("7\n");
        assertThat(states()).containsOnly("alive").hasSize(3);
        assertThat(Status.read(standing(), nodes))
                .filteredOn(line -> line.instrument().equals("toy-switch"))
                .hasSize(2)
                .allMatch(line -> line.counter(Counter.EXPORTED).equals(Optional.of(7L)));

        assertThat(deploy(standing()).changed()).as("it is on already").isZero();
        Files.delete(setting("n1"));
        assertThat(states()).containsExactlyInAnyOrder("alive", "alive", "dead");
        assertThat(deploy(standing()).changed()).isEqualTo(1);

        removeAll();
        assertThat(setting("n1")).doesNotExist();
        assertThat(setting("n2")).doesNotExist();
    }

    @Test
    void whatSomebodyElseHasSetIsLeftAlone() throws Exception {
        Files.writeString(setting("n2"), "to somewhere\n");
        Deployment wanted = wanted(SWITCH);
        assertThatThrownBy(() -> deploy(wanted))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("toy-switch")
                .hasMessageContaining("n2")
                .hasMessageContaining("set already, by somebody else")
                .hasMessageContaining("to somewhere");
        assertThat(setting("n2")).content().isEqualTo("to somewhere\n");
        assertThat(setting("n1")).doesNotExist();
        assertThat(nodes.left()).isEmpty();
    }

    @Test
    void aCommandThatFailsTakesBackWhatWasSetBefore() throws Exception {
        Deployment wanted = wanted(SWITCH.replace("echo 7 >>$0", "echo no such bridge; exit 1"));
        assertThatThrownBy(() -> deploy(wanted))
                .hasMessageContaining("this failed")
                .hasMessageContaining("no such bridge");
        assertThat(setting("n1")).doesNotExist();
        assertThat(nodes.left()).isEmpty();
    }

    private Path setting(String node) {
        return folder.resolve("nodes").resolve(node).resolve("eth1.setting");
    }

    private Deployment wanted(String descriptor) throws Exception {
        Path file = Files.writeString(folder.resolve("toy-switch.yaml"), descriptor);
        InstrumentCatalogue instruments = ToyInstruments.ALL.with(file);
        ToyInstruments.Pair pair = new ToyInstruments.Pair(
                instruments.get("toy-switch", Instrument.Kind.PROBE),
                Optional.of(instruments.get("toy-collector", Instrument.Kind.COLLECTOR)));
        OverlayPlan plan = Planner.lightweight(topology, ToyInstruments.options(pair, PlanTiming.QUICK), instruments);
        return Deployment.planned("0123abc", Map.of(), topology, plan, instruments);
    }

    private Deployment standing() {
        return state.read().orElseThrow();
    }

    private List<String> states() {
        return Status.read(standing(), nodes).stream().map(Status.Line::state).toList();
    }

    private Deployer.Outcome deploy(Deployment wanted) throws DeployException {
        return new Deployer(state, nodes, Progress.SILENT).deploy(wanted);
    }

    private void removeAll() throws Exception {
        assertThat(new Teardown(state, nodes, Progress.SILENT)
                        .teardown(standing())
                        .leftovers())
                .isZero();
        assertThat(nodes.left()).isEmpty();
    }
}

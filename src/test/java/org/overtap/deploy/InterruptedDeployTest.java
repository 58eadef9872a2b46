package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Phase;
import org.overtap.shell.Command;

/** A run that ends between two steps, as if the program had been killed: nothing after that step is done. */
@EnabledOnOs(OS.LINUX)
class InterruptedDeployTest {
    @TempDir
    Path folder;

    private FakeOverlay overlay;

    @BeforeEach
    void prepare() throws Exception {
        overlay = new FakeOverlay(folder, FakeNodes::new);
    }

    /** Not an exception that anybody handles. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static boolean starts(Command command) {
        return command.argv().stream().anyMatch(word -> word.contains("# start.sh"));
    }

    private static boolean changes(Command command) {
        return starts(command) || command.argv().stream().anyMatch(word -> word.contains("# record.sh"));
    }

    /** Kills the run before its change of that number, or after it. */
    private void killAt(int number) throws Exception {
        AtomicInteger count = new AtomicInteger();
        overlay.nodes.witness = (node, command) -> {
            if (changes(command) && count.incrementAndGet() >= number) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> overlay.deploy(overlay.wanted(3))).hasRootCauseInstanceOf(Killed.class);
        overlay.nodes.witness = (node, command) -> {};
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6})
    void canBeGoneOnWith(int step) throws Exception {
        killAt(step);
        assertThat(overlay.standing().phase()).isInstanceOf(Phase.Deploying.class);
        Deployer.Outcome outcome = overlay.deploy(overlay.again());
        assertThat(outcome.deployment().complete()).isTrue();
        assertThat(outcome.deployment().journal().entries())
                .extracting(JournalEntry::mark)
                .containsOnly(JournalEntry.Mark.APPLIED);
        assertThat(Status.read(outcome.deployment(), overlay.nodes)).hasSize(3).allMatch(line -> line.state()
                .equals("alive"));
        assertThat(overlay.teardown().leftovers()).isZero();
        overlay.assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6})
    void canBeUndone(int step) throws Exception {
        killAt(step);
        assertThat(overlay.teardown().leftovers()).isZero();
        assertThat(overlay.state.read()).isEmpty();
        overlay.assertNothingLeft();
    }

    @Test
    void whatIsStartedIsInTheStateFileBefore() throws Exception {
        List<String> before = java.util.Collections.synchronizedList(new ArrayList<>());
        overlay.nodes.witness = (node, command) -> {
            if (starts(command)) {
                overlay.standing()
                        .journal()
                        .on(node)
                        .forEach(entry -> before.add(node + " " + entry.daemon().name() + " " + entry.mark()));
            }
        };
        overlay.deploy(overlay.wanted(3));
        overlay.nodes.witness = (node, command) -> {};
        assertThat(before)
                .containsExactlyInAnyOrder("n3 collector INTENDED", "n1 probe-1 INTENDED", "n2 probe-1 INTENDED");
        assertThat(overlay.teardown().leftovers()).isZero();
    }
}

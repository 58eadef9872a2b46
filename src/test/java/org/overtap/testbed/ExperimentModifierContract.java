package org.overtap.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** What every testbed keeps that can change an experiment. */
public abstract class ExperimentModifierContract {
    private static final ExperimentChange COLLECTOR =
            new ExperimentChange("shaper", List.of(), List.of("ovcollector"), false, Optional.empty());

    /** Opens a running experiment to which nothing was added yet. */
    public abstract Testbed open() throws Exception;

    @Test
    void whatIsAppliedAndTakenBackLeavesEveryByteAsItWas() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Revision before = modifier.current();
            Proposal proposal = modifier.propose(testbed.discover(), COLLECTOR);
            assertThat(modifier.current()).isEqualTo(before);
            assertThat(proposal.standing()).isEqualTo(before);
            assertThat(proposal.original()).isEqualTo(before);

            modifier.apply(proposal.changed(), ModifyMode.DEFAULT, state -> {});
            assertThat(modifier.same(modifier.current(), proposal.changed())).isTrue();
            assertThat(modifier.same(modifier.current(), before)).isFalse();
            assertThat(modifier.withoutAdditions(modifier.current())).isEqualTo(before);

            modifier.apply(before, ModifyMode.DEFAULT, state -> {});
            assertThat(modifier.current()).isEqualTo(before);
        }
    }

    @Test
    void whatStandsAlreadyIsNoDifference() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Topology topology = testbed.discover();
            Proposal first = modifier.propose(topology, COLLECTOR);
            assertThat(first.isCurrent()).isFalse();
            assertThat(first.difference()).anyMatch(line -> line.startsWith("+"));

            modifier.apply(first.changed(), ModifyMode.DEFAULT, state -> {});
            Proposal again = modifier.propose(topology, COLLECTOR);
            assertThat(again.isCurrent()).isTrue();
            assertThat(again.difference()).noneMatch(line -> line.startsWith("+") || line.startsWith("-"));
            assertThat(again.original()).isEqualTo(first.original());
        }
    }

    @Test
    void aRevisionSurvivesAStateFile() throws Exception {
        try (Testbed testbed = open()) {
            ObjectMapper mapper = JsonDocument.mapper();
            Revision revision = testbed.modifier().orElseThrow().current();
            Revision read = mapper.readValue(mapper.writeValueAsString(revision), Revision.class);
            assertThat(read).isEqualTo(revision);
            assertThat(read.text()).isEqualTo(revision.text());
        }
    }

    @Test
    void itTellsWhatItWouldDoAndHowItCallsWhatItChanges() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            assertThat(modifier.actions(ModifyMode.DEFAULT)).isNotEmpty();
            assertThat(modifier.actions(new ModifyMode(true, false, false))).isNotEmpty();
            assertThat(modifier.notation().noun()).isNotBlank();
            assertThat(modifier.notation().fileEnding()).matches("[a-z0-9]+");
        }
    }
}

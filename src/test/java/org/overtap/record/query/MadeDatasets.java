package org.overtap.record.query;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.Measurement;
import org.overtap.record.dataset.DatasetFacts;
import org.overtap.record.dataset.DatasetWriter;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.dataset.TableForm;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** A dataset of {@link MadeFlows}: nodes n0 to n11 on LANs lan0 to lan5, of which the last has no traffic. */
public final class MadeDatasets {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private MadeDatasets() {}

    /** What is known of the measurement. */
    public static Measurement measurement() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            nodes.add(Samples.host("n" + i, i, 6));
        }
        List<Segment> segments = new ArrayList<>();
        for (int lan = 0; lan < 6; lan++) {
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                members.add(Member.plain("n" + i, "eth" + (lan + 1)));
            }
            segments.add(new Lan("lan" + lan, Medium.SWITCHED, members, List.of()));
        }
        Topology topology = new Topology("p/made", nodes, segments, List.of());
        return new Measurement(
                topology.experiment(),
                "0123abc",
                topology,
                Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()),
                List.of(),
                Optional.of(NOON),
                List.of(),
                List.of(new Measurement.Gap(
                        "n3", "collector", Optional.of(NOON), Optional.of(NOON.plusSeconds(60)), "nfcapd had died")),
                List.of(new Measurement.Mark("second", NOON, Optional.of(NOON.plusSeconds(9)))),
                List.of());
    }

    /** Writes it, in Parquet alone. */
    public static void write(Path folder, MadeFlows flows) throws IOException {
        ProbeFacts lossy = ProbeFacts.at("n1", "eth0", Optional.of("lan1")).storing(9, OptionalLong.of(2));
        try (DatasetWriter writer = new DatasetWriter(folder, Set.of(TableForm.PARQUET))) {
            for (MadeRow row : flows.flows()) {
                writer.flow(row);
            }
            for (MadeRow row : flows.crossings()) {
                writer.crossing(row);
            }
            writer.finish(new DatasetFacts(measurement(), flows.tally(), List.of(lossy), "1.2.3", NOON, false));
        }
    }
}

package org.overtap.report.picture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.overtap.lifecycle.view.SegmentVolume;
import org.overtap.record.table.FlowTally;
import org.overtap.report.picture.scene.PictureSegment;
import org.overtap.report.picture.scene.Scene;
import org.overtap.topology.file.JsonDocument;

/** What passed, of as many steps and flows as keep a page small: steps are taken together, small flows left out. */
final class VolumeDocument {
    private static final int MOST_CELLS = 6_000;
    private static final int MOST_STEPS = 240;
    private static final int LEAST_STEPS = 12;
    private static final int MOST_FLOWS = 900;
    private static final int MOST_FLOWS_EACH = 10;
    private static final int LEAST_FLOWS_EACH = 2;

    private final SegmentVolume volume;
    private final int together;
    private final int steps;
    private final int flows;

    private VolumeDocument(SegmentVolume volume, int measured) {
        this.volume = volume;
        int most = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_CELLS / Math.max(1, measured)));
        this.together = Math.max(1, (volume.steps() + most - 1) / most);
        this.steps = (volume.steps() + together - 1) / together;
        this.flows = Math.max(LEAST_FLOWS_EACH, Math.min(MOST_FLOWS_EACH, MOST_FLOWS / Math.max(1, measured)));
    }

    /** {@code segments} is by the drawing's order, null for one of which nothing is known. */
    static ObjectNode of(SegmentVolume volume, Scene scene) {
        List<List<SegmentVolume.Passed>> measured = scene.segments().stream()
                .map(segment -> passed(volume, segment))
                .toList();
        int some = (int) measured.stream().filter(its -> !its.isEmpty()).count();
        VolumeDocument made = new VolumeDocument(volume, some);
        ObjectNode document = JsonDocument.mapper().createObjectNode();
        document.put("first", volume.first())
                .put("everyMicros", volume.everyMicros() * made.together)
                .put("steps", made.steps);
        ArrayNode segments = document.putArray("segments");
        for (List<SegmentVolume.Passed> its : measured) {
            if (its.isEmpty()) {
                segments.addNull();
            } else {
                made.write(its, segments.addObject());
            }
        }
        return document;
    }

    private static List<SegmentVolume.Passed> passed(SegmentVolume volume, PictureSegment segment) {
        return segment.measured().stream()
                .map(volume.segments()::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private void write(List<SegmentVolume.Passed> its, ObjectNode to) {
        to.put("totalBytes", sum(its, SegmentVolume.Passed::totalBytes))
                .put("totalPackets", sum(its, SegmentVolume.Passed::totalPackets))
                .put("flows", sum(its, SegmentVolume.Passed::flows));
        series(to.putArray("bytes"), its.stream().map(SegmentVolume.Passed::bytes));
        series(to.putArray("packets"), its.stream().map(SegmentVolume.Passed::packets));
        List<SegmentVolume.TopFlow> top = new ArrayList<>();
        its.forEach(passed -> top.addAll(passed.top()));
        ArrayNode listed = to.putArray("top");
        top.stream()
                .sorted(Comparator.comparingLong(SegmentVolume.TopFlow::bytes).reversed())
                .limit(flows)
                .forEach(f -> listed.addArray()
                        .add(f.from())
                        .add(f.to())
                        .add(f.protocol())
                        .add(f.packets())
                        .add(f.bytes()));
    }

    private static long sum(List<SegmentVolume.Passed> its, ToLongFunction<SegmentVolume.Passed> number) {
        return its.stream().mapToLong(number).reduce(0, FlowTally::plus);
    }

    private void series(ArrayNode to, Stream<long[]> all) {
        long[] sums = new long[steps];
        all.forEach(values -> {
            for (int i = 0; i < values.length && i / together < steps; i++) {
                sums[i / together] = FlowTally.plus(sums[i / together], values[i]);
            }
        });
        for (long sum : sums) {
            to.add(sum);
        }
    }
}

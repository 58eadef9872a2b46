package org.overtap.report.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.lifecycle.health.CollectorHealth;
import org.overtap.lifecycle.health.DataStop;
import org.overtap.lifecycle.health.NodeLoad;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.health.ProbeHealth;
import org.overtap.lifecycle.health.RecordLatency;

/** How an overlay fares, as part of a document. What is not known is null. */
public final class HealthDocument {
    private static final List<String> COUNTED =
            List.of("received", "droppedByTool", "droppedByKernel", "processed", "exported");

    private HealthDocument() {}

    /** Adds probes, collectors and nodes. */
    public static void addTo(ObjectNode document, OverlayStatus status) {
        ArrayNode probes = document.putArray("probes");
        status.health().probes().forEach(probe -> put(probes.addObject(), probe));
        ArrayNode collectors = document.putArray("collectors");
        status.health().collectors().forEach(collector -> put(collectors.addObject(), collector));
        ArrayNode nodes = document.putArray("nodes");
        status.health()
                .nodes()
                .forEach(node -> put(
                        nodes.addObject(),
                        node,
                        status.clocks().stream()
                                .filter(clock -> clock.node().equals(node.node()))
                                .findFirst()));
        ArrayNode unread = document.putArray("unread");
        status.health().unread().forEach(unread::add);
    }

    private static void put(ObjectNode to, ProbeHealth probe) {
        to.put("node", probe.node())
                .put("interface", probe.iface())
                .put("segment", probe.segment())
                .put("sourceId", probe.sourceId())
                .put("instrument", probe.instrument())
                .put("collector", probe.collector().orElse(null))
                .put("state", probe.state());
        COUNTED.forEach(word -> to.put(word, probe.counter(word).orElse(null)));
        to.put("gaps", probe.gaps().orElse(null))
                .put("stored", probe.stored().orElse(null))
                .put("lastStoredSecondsAgo", probe.lastStored().orElse(null));
        put(to, probe.latency());
        to.put("stops", probe.path().stops().map(DataStop::word).orElse(null))
                .put("why", probe.path().why())
                .put("next", probe.path().next());
    }

    private static void put(ObjectNode to, Optional<RecordLatency> latency) {
        if (latency.isEmpty()) {
            to.putNull("latency");
            return;
        }
        to.putObject("latency")
                .put("records", latency.get().records())
                .put("medianMillis", latency.get().medianMillis())
                .put("mostMillis", latency.get().mostMillis())
                .put("errorMillis", latency.get().errorMillis());
    }

    private static void put(ObjectNode to, CollectorHealth collector) {
        to.put("node", collector.node())
                .put("name", collector.name())
                .put("stored", collector.stored().orElse(null))
                .put("gaps", collector.gaps().orElse(null))
                .put("lastClosedSecondsAgo", collector.lastClosed().orElse(null));
    }

    private static void put(ObjectNode to, NodeLoad node, Optional<ClockReading> clock) {
        to.put("node", node.node())
                .put("clockMillis", clock.map(ClockReading::millis).orElse(null))
                .put("clockErrorMillis", clock.map(ClockReading::errorMillis).orElse(null))
                .put("cpu", node.cpu().orElse(null))
                .put("cores", node.cores().orElse(null))
                .put("memoryFree", node.memoryFree().orElse(null))
                .put("memory", node.memory().orElse(null))
                .put("diskFree", node.diskFree().orElse(null))
                .put("disk", node.disk().orElse(null))
                .put("used", node.used().orElse(null));
        if (node.stopped().isEmpty()) {
            to.putNull("stopped");
        } else {
            NodeLoad.GuardStop stop = node.stopped().get();
            to.putObject("stopped")
                    .put("at", stop.at().toString())
                    .put("free", stop.free())
                    .put("least", stop.least());
        }
    }
}

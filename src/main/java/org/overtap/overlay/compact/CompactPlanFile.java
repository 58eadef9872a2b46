package org.overtap.overlay.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.graph.NetworkGraph;

/** Writes a large plan as the document that {@link PlanFile} reads, entry by entry, without building it. */
public final class CompactPlanFile {
    private final CompactPlan plan;
    private final NetworkGraph drawing;
    private final JsonGenerator json;

    private CompactPlanFile(CompactPlan plan, JsonGenerator json) {
        this.plan = plan;
        this.drawing = plan.drawing();
        this.json = json;
    }

    /**
     * Writes the document.
     *
     * @param full whether to list every segment and interface
     */
    public static void write(CompactPlan plan, boolean full, JsonGenerator json) throws IOException {
        ObjectNode head = PlanFile.document(plan.head());
        new CompactPlanFile(plan, json).write(head, full ? new CompactPorts(plan.drawing()) : null);
    }

    private void write(ObjectNode head, CompactPorts ports) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> member : head.properties()) {
            switch (member.getKey()) {
                case "probes" -> writeProbes(ports);
                case "collectors" -> writeCollectors();
                case "extra" -> writeSegmentsAndExtra(ports, member.getValue());
                case "abridged" -> writeAbridged(ports);
                default -> json.writePOJOField(member.getKey(), member.getValue());
            }
        }
        json.writeEndObject();
    }

    private void writeAbridged(CompactPorts ports) throws IOException {
        if (ports == null) {
            json.writeBooleanField("abridged", true);
        }
    }

    private void writeProbes(CompactPorts ports) throws IOException {
        json.writeArrayFieldStart("probes");
        CompactExports exports = plan.exports();
        for (int entry = 0; entry < exports.entries(); entry++) {
            int node = exports.node(entry);
            json.writeStartObject();
            json.writeStringField("node", drawing.names().name(node));
            if (ports != null) {
                writeInterfaces(ports, node, exports.from(entry), exports.to(entry));
            }
            json.writeStringField("instrument", plan.instrument());
            if (plan.collector().isPresent()) {
                json.writeStringField("collector", drawing.names().name(plan.collectors()[exports.collector(entry)]));
            }
            if (plan.wire().isPresent()) {
                json.writePOJOField("wire", plan.wire().get());
            }
            if (plan.filter().isPresent()) {
                json.writeStringField("filter", plan.filter().get());
            }
            if (plan.reasons().isPresent()) {
                json.writeStringField("why", plan.reasons().get().of(node));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeInterfaces(CompactPorts ports, int node, int from, int to) throws IOException {
        json.writeArrayFieldStart("interfaces");
        for (int port = from; port < to; port++) {
            json.writeStartObject();
            json.writeStringField("name", NetworkGraph.interfaceName(port + 1));
            json.writeStringField("segment", ports.segment(node, port));
            json.writeNumberField("sourceId", port + 1);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCollectors() throws IOException {
        json.writeArrayFieldStart("collectors");
        for (int node : plan.collectors()) {
            json.writeStartObject();
            json.writeStringField("node", drawing.names().name(node));
            OverlayPlan.Collector collector = plan.collector().orElseThrow();
            json.writeStringField("instrument", collector.instrument());
            json.writeNumberField("port", collector.port());
            json.writeBooleanField("added", false);
            if (collector.transport().isPresent()) {
                json.writeStringField("transport", collector.transport().get());
            }
            if (collector.broker().isPresent()) {
                json.writePOJOField("broker", collector.broker().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSegmentsAndExtra(CompactPorts ports, JsonNode extra) throws IOException {
        if (ports != null) {
            json.writeArrayFieldStart("segments");
            for (int link = 0; link < drawing.links(); link++) {
                writeSegment(NetworkGraph.linkName(link), "link", "point-to-point", linkOwners(link));
            }
            for (int lan = 0; lan < drawing.lans(); lan++) {
                writeSegment(NetworkGraph.lanName(lan), "lan", "switched", lanOwners(lan));
            }
            json.writeEndArray();
        }
        json.writePOJOField("extra", extra);
    }

    private void writeSegment(String name, String kind, String medium, List<String> owners) throws IOException {
        owners.sort(null);
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("kind", kind);
        json.writeStringField("medium", medium);
        json.writeArrayFieldStart("owners");
        for (String owner : owners) {
            json.writeString(owner);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private List<String> linkOwners(int link) {
        List<String> owners = new ArrayList<>(2);
        addOwner(drawing.from(link), owners);
        if (drawing.to(link) != drawing.from(link)) {
            addOwner(drawing.to(link), owners);
        }
        return owners;
    }

    private List<String> lanOwners(int lan) {
        List<String> owners = new ArrayList<>();
        for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
            addOwner(drawing.member(i), owners);
        }
        return owners;
    }

    private void addOwner(int node, List<String> owners) {
        if (plan.probing().get(node)) {
            owners.add(drawing.names().name(node));
        }
    }
}

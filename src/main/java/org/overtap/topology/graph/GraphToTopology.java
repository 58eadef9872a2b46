package org.overtap.topology.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes the model of a drawing: its nodes become hosts, with an interface for each segment that they are on. */
final class GraphToTopology {
    private final NetworkGraph drawing;
    private final List<List<Interface>> ports = new ArrayList<>();

    private GraphToTopology(NetworkGraph drawing) {
        this.drawing = drawing;
    }

    static Topology of(NetworkGraph drawing) {
        return new GraphToTopology(drawing).topology();
    }

    private Topology topology() {
        List<String> names = new ArrayList<>();
        for (int node = 0; node < drawing.nodes(); node++) {
            names.add(drawing.names().name(node));
            ports.add(new ArrayList<>());
        }
        List<Segment> segments = new ArrayList<>();
        for (int link = 0; link < drawing.links(); link++) {
            List<Member> both = List.of(plug(names, drawing.from(link)), plug(names, drawing.to(link)));
            segments.add(new Link(NetworkGraph.linkName(link), both, List.of()));
        }
        for (int lan = 0; lan < drawing.lans(); lan++) {
            segments.add(new Lan(NetworkGraph.lanName(lan), Medium.SWITCHED, members(names, lan), List.of()));
        }
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < drawing.nodes(); node++) {
            nodes.add(node(names.get(node), node));
        }
        return new Topology(drawing.name(), nodes, segments, drawing.findings());
    }

    private List<Member> members(List<String> names, int lan) {
        List<Member> members = new ArrayList<>();
        for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
            members.add(plug(names, drawing.member(i)));
        }
        return members;
    }

    private Member plug(List<String> names, int node) {
        List<Interface> own = ports.get(node);
        own.add(Interface.named(NetworkGraph.interfaceName(own.size() + 1)));
        return Member.plain(names.get(node), own.get(own.size() - 1).name());
    }

    private Node node(String name, int node) {
        NetworkGraph.Attributes said = drawing.of(node);
        return new Node(name, Role.HOST, Optional.empty(), ports.get(node), said.label(), said.cost(), said.host());
    }
}

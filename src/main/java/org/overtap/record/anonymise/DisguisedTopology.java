package org.overtap.record.anonymise;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Route;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * A topology of the same shape, shaping, subnets and routes. Labels, hardware types, images, host names and findings are
 * left out.
 */
final class DisguisedTopology {
    private final Disguise disguise;

    DisguisedTopology(Disguise disguise) {
        this.disguise = disguise;
    }

    Topology of(Topology topology) {
        return new Topology(
                disguise.experiment(topology.experiment()),
                topology.nodes().stream().map(this::node).toList(),
                topology.segments().stream().map(this::segment).toList(),
                List.of(),
                topology.routes().stream().map(this::route).toList());
    }

    private Node node(Node node) {
        return new Node(
                disguise.node(node.name()),
                node.role(),
                node.machine().map(this::machine),
                node.interfaces().stream().map(port -> port(node.name(), port)).toList(),
                Optional.empty(),
                node.cost(),
                node.host(),
                node.limits());
    }

    private Machine machine(Machine machine) {
        return new Machine(
                disguise.machine(machine.id()),
                "",
                "",
                machine.control()
                        .flatMap(IpAddress::parse)
                        .map(disguise::address)
                        .map(IpAddress::toString),
                Optional.empty(),
                disguise.addresses(machine.addresses()),
                machine.isolated());
    }

    private Interface port(String node, Interface port) {
        return new Interface(
                disguise.iface(node, port.name()),
                port.mac().map(disguise::mac),
                port.addresses().stream().map(disguise::address).toList(),
                disguise.addresses(port.linkLocal()));
    }

    private Segment segment(Segment segment) {
        String name = disguise.segment(segment.name());
        List<Member> members = segment.members().stream().map(this::member).toList();
        List<Shaper> shapers = segment.shapers().stream().map(this::shaper).toList();
        Optional<CarryingSwitch> carrier = segment.carrier().map(this::carrier);
        return segment instanceof Lan
                ? new Lan(name, segment.medium(), members, shapers, carrier)
                : new Link(name, members, shapers, carrier);
    }

    private Member member(Member member) {
        Endpoint at = disguise.endpoint(member.endpoint());
        return new Member(at.node(), at.iface(), member.out(), member.in(), member.endShaped(), member.onlyListens());
    }

    private Shaper shaper(Shaper shaper) {
        return new Shaper(
                disguise.node(shaper.node()),
                disguise.iface(shaper.node(), shaper.near()),
                disguise.iface(shaper.node(), shaper.far()),
                disguise.endpoint(shaper.member()));
    }

    private CarryingSwitch carrier(CarryingSwitch carrier) {
        Endpoint at = disguise.endpoint(carrier.endpoint());
        return new CarryingSwitch(at.node(), at.iface(), carrier.means());
    }

    private Route route(Route route) {
        return new Route(
                disguise.node(route.node()),
                disguise.prefix(route.to()),
                route.via().map(disguise::address),
                route.dev().map(dev -> disguise.iface(route.node(), dev)),
                route.metric());
    }
}

package org.overtap.record.anonymise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** What stands for what: for every address and name of a measurement that one which is shown. */
final class Disguise {
    private static final String UNREADABLE = "unreadable";
    private static final String UNMARKED = "unmarked";

    private final AddressCipher v4;
    private final AddressCipher v6;
    private final MacCipher macs;
    private final Set<String> taken;
    private final NeutralNames nodes;
    private final NeutralNames segments;
    private final NeutralNames machines;
    private final NeutralNames runs;
    private final NeutralNames probes;
    private final NeutralNames experiments;
    private final NeutralNames deployments;
    private final NeutralNames instruments;
    private final Set<String> publicInstruments;
    private final Map<String, NeutralNames> interfaces = new HashMap<>();
    private final Map<String, Endpoint> points = new HashMap<>();

    Disguise(Measurement measurement, AnonymisationKey key) {
        v4 = new AddressCipher(IpFamily.V4, key.forPurpose("ipv4"), KeptPrefix.V4);
        v6 = new AddressCipher(IpFamily.V6, key.forPurpose("ipv6"), KeptPrefix.V6);
        macs = new MacCipher(key.forPurpose("mac"));
        taken = names(measurement);
        Topology topology = measurement.topology();
        List<String> nodeNames = topology.nodes().stream().map(Node::name).toList();
        List<String> segmentNames =
                topology.segments().stream().map(Segment::name).toList();
        List<String> machineNames = topology.nodes().stream()
                .flatMap(node -> node.machine().map(Machine::id).stream())
                .toList();
        nodes = names("node", nodeNames.size()).naming(nodeNames, key);
        segments = names("segment", segmentNames.size()).naming(segmentNames, key);
        machines = names("machine", machineNames.size()).naming(machineNames, key);
        runs = names("run", measurement.marks().size())
                .inOrder(
                        measurement.marks().stream().map(Measurement.Mark::name).toList());
        probes = names("probe", 1);
        experiments = names("experiment", 1).inOrder(List.of(measurement.experiment()));
        deployments = names("deployment", 1);
        instruments = names("instrument", 1);
        publicInstruments = InstrumentCatalogue.builtIn().all().stream()
                .map(Instrument::name)
                .collect(Collectors.toSet());
        topology.nodes().forEach(this::learn);
        measurement.exporters().forEach(this::learn);
    }

    private NeutralNames names(String kind, int most) {
        return new NeutralNames(kind, most, taken);
    }

    private void learn(Node node) {
        List<String> ports =
                node.interfaces().stream().map(Interface::name).sorted().toList();
        interfaces.put(node.name(), names("if", ports.size()).inOrder(ports));
        ports.forEach(port -> learn(new Endpoint(node.name(), port)));
    }

    private void learn(ExporterEntry exporter) {
        learn(new Endpoint(exporter.node(), exporter.iface()));
    }

    private void learn(Endpoint point) {
        points.put(point.node() + "." + point.iface(), point);
    }

    /** Every name that somebody chose. */
    private static Set<String> names(Measurement measurement) {
        Set<String> names = new HashSet<>();
        names.add(measurement.experiment());
        names.addAll(Arrays.asList(measurement.experiment().split("/")));
        names.add(measurement.deployment());
        measurement.marks().forEach(mark -> names.add(mark.name()));
        measurement.topology().segments().forEach(segment -> names.add(segment.name()));
        for (Node node : measurement.topology().nodes()) {
            names.add(node.name());
            node.label().ifPresent(names::add);
            node.control().ifPresent(names::add);
            node.machine().map(Machine::id).ifPresent(names::add);
            node.interfaces().forEach(port -> names.add(port.name()));
        }
        return names;
    }

    IpAddress address(IpAddress address) {
        return (address.family() == IpFamily.V4 ? v4 : v6).replace(address);
    }

    /** The address, if it is one; a text that is none is not shown. */
    String address(String text) {
        return IpAddress.parse(text).map(this::address).map(IpAddress::toString).orElse(UNREADABLE);
    }

    List<IpAddress> addresses(List<IpAddress> all) {
        return all.stream().map(this::address).toList();
    }

    InterfaceAddress address(InterfaceAddress address) {
        return new InterfaceAddress(address(address.ip()), address.length());
    }

    /** The prefix of all that stands for what is in it. */
    IpPrefix prefix(IpPrefix prefix) {
        return new IpPrefix(address(prefix.base()), prefix.length());
    }

    String mac(String text) {
        long mac = MacCipher.parse(text);
        return mac < 0 ? UNREADABLE : MacCipher.text(macs.replace(mac));
    }

    String node(String name) {
        return nodes.apply(name);
    }

    List<String> nodes(List<String> names) {
        return nodes.all(names);
    }

    String machine(String id) {
        return machines.apply(id);
    }

    String segment(String name) {
        return segments.apply(name);
    }

    /** Several, with that between them, if it is not one whose name has it. */
    String segments(String names, String between) {
        return segments.knows(names) || !names.contains(between)
                ? segments.apply(names)
                : Arrays.stream(names.split(java.util.regex.Pattern.quote(between)))
                        .map(segments)
                        .collect(Collectors.joining(between));
    }

    String iface(String node, String name) {
        return interfaces.computeIfAbsent(node, n -> names("if", 1)).apply(name);
    }

    Endpoint endpoint(Endpoint point) {
        return new Endpoint(node(point.node()), iface(point.node(), point.iface()));
    }

    /** A point of observation as tables name it. */
    String probe(String name) {
        return Optional.ofNullable(points.get(name))
                .map(this::endpoint)
                .map(point -> point.node() + "." + point.iface())
                .orElseGet(() -> probes.apply(name));
    }

    /** A run; that no run was named is no name. */
    String run(String name) {
        return !runs.knows(name) && name.equals(UNMARKED) ? name : runs.apply(name);
    }

    String experiment(String name) {
        return experiments.apply(name);
    }

    String deployment(String id) {
        return deployments.apply(id);
    }

    /** An instrument; everybody knows those that come with overtap. */
    String instrument(String name) {
        return publicInstruments.contains(name) ? name : instruments.apply(name);
    }
}

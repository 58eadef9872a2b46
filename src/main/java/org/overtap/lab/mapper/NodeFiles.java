package org.overtap.lab.mapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text files that a testbed leaves on a machine about itself, in {@code /var/emulab/boot}. */
public final class NodeFiles {
    private static final String BOOT = "/var/emulab/boot/";

    private final Blueprint blueprint;
    private final String experiment;

    /** @param experiment as {@code eid.pid} */
    public NodeFiles(Blueprint blueprint, String experiment) {
        this.blueprint = blueprint;
        this.experiment = experiment;
    }

    /** Contents by absolute path. */
    public Map<String, String> of(MappedMachine machine) {
        Map<String, String> files = new LinkedHashMap<>();
        String mapping = delayMapping(machine.name());
        if (!mapping.isEmpty()) {
            files.put(BOOT + "delay_mapping", mapping);
        }
        files.putAll(configuration(machine.name()));
        files.put(BOOT + "nickname", nickname(machine) + "\n");
        files.put(BOOT + "ifmap", ifmap(machine));
        files.put(BOOT + "controlif", "eth0\n");
        files.put(BOOT + "myip", machine.nodeId().controlIp() + "\n");
        files.put(BOOT + "nodeid", machine.nodeId() + "\n");
        files.put(BOOT + "topomap", topomap());
        files.put("/etc/hosts", hosts(machine));
        files.put("/etc/hostname", nickname(machine) + "\n");
        return files;
    }

    /** The machine's name as {@code vname.eid.pid}. */
    public String nickname(MappedMachine machine) {
        return machine.name() + "." + experiment;
    }

    /** One line for everything shaped on a machine; empty when nothing is. */
    String delayMapping(String machine) {
        Stream<String> inline = blueprint.delays().stream()
                .filter(delay -> delay.machine().equals(machine))
                .map(delay -> "%s duplex %s %s %s %s %d %d\n"
                        .formatted(
                                delay.label(),
                                delay.side0(),
                                delay.side1(),
                                delay.iface0(),
                                delay.iface1(),
                                delay.pipe0(),
                                delay.pipe1()));
        Stream<String> onEnd = blueprint.endDelays().stream()
                .filter(delay -> delay.machine().equals(machine))
                .map(NodeFiles::endLine);
        return Stream.concat(inline, onEnd).collect(Collectors.joining());
    }

    /** What the testbed's configuration server says of a machine's shaping, as files of its cache. */
    public Map<String, String> configuration(String machine) {
        Map<String, String> files = new LinkedHashMap<>();
        String inline = blueprint.delays().stream()
                .filter(delay -> delay.machine().equals(machine))
                .map(this::delayLine)
                .collect(Collectors.joining());
        String onEnd = blueprint.endDelays().stream()
                .filter(delay -> delay.machine().equals(machine))
                .map(this::linkDelayLine)
                .collect(Collectors.joining());
        if (!inline.isEmpty()) {
            files.put(BOOT + "tmcc/delay", inline);
        }
        if (!onEnd.isEmpty()) {
            files.put(BOOT + "tmcc/linkdelay", onEnd);
        }
        return files;
    }

    private String delayLine(Blueprint.Inline delay) {
        MappedShaping forth = delay.delay().forth();
        MappedShaping back = delay.delay().back();
        return "DELAY INT0=%s INT1=%s PIPE0=%d %s PIPE1=%d %s LINKNAME=%s RED0=0 RED1=0 LIMIT0=%d LIMIT1=%d"
                        .formatted(
                                mac(delay.machine(), delay.iface0()),
                                mac(delay.machine(), delay.iface1()),
                                delay.pipe0(),
                                values(forth, "", "0"),
                                delay.pipe1(),
                                values(back, "", "1"),
                                delay.label(),
                                forth.queue(),
                                back.queue())
                + " VNODE0=%s VNODE1=%s NOSHAPING=%d BACKFILL0=0 BACKFILL1=0\n"
                        .formatted(delay.side0(), delay.side1(), delay.delay().traceOnly() ? 1 : 0);
    }

    private String linkDelayLine(Blueprint.OnEnd delay) {
        VirtualMember member = delay.delay().member();
        MappedShaping out = delay.delay().out();
        MappedShaping in = delay.delay().in().orElse(MappedShaping.none());
        return "LINKDELAY IFACE=%s TYPE=%s LINKNAME=%s VNODE=%s INET=%s MASK=%s PIPE=%d %s RPIPE=%d %s RED=0 LIMIT=%d\n"
                .formatted(
                        mac(delay.machine(), delay.iface()),
                        delay.ifb().isPresent() ? "duplex" : "simplex",
                        delay.delay().lan(),
                        delay.machine(),
                        member.ip(),
                        member.mask(),
                        delay.pipe(),
                        values(out, "", ""),
                        delay.ifb().isPresent() ? delay.returnPipe() : 0,
                        values(in, "R", ""),
                        out.queue());
    }

    private static String values(MappedShaping shaping, String before, String after) {
        return String.format(
                Locale.ROOT,
                "%1$sDELAY%2$s=%3$.2f %1$sBW%2$s=%4$d %1$sPLR%2$s=%5$.8f",
                before,
                after,
                shaping.delayMs(),
                shaping.kbps(),
                shaping.loss());
    }

    private String mac(String machine, String iface) {
        return blueprint.machine(machine).stream()
                .flatMap(one -> one.ports().stream())
                .filter(port -> port.iface().equals(iface))
                .map(MappedMachine.Port::mac)
                .findFirst()
                .orElseThrow();
    }

    private static String endLine(Blueprint.OnEnd delay) {
        String lan = delay.delay().lan();
        String node = delay.machine();
        return delay.ifb()
                .map(ifb -> "%s duplex %s %s %s %s %d %d\n"
                        .formatted(lan, node, node, delay.iface(), ifb, delay.pipe(), delay.returnPipe()))
                .orElseGet(() -> "%s simplex %s %s %d\n".formatted(lan, node, delay.iface(), delay.pipe()));
    }

    private static String ifmap(MappedMachine machine) {
        return machine.ports().stream()
                .filter(port -> !port.ip().isEmpty())
                .map(port -> port.iface() + " " + port.ip() + " " + port.mac() + "\n")
                .collect(Collectors.joining());
    }

    private String topomap() {
        Predicate<MappedMachine> node = machine -> machine.kind() == MappedMachine.Kind.NODE;
        String nodes = blueprint.machines().stream()
                .filter(node)
                .map(machine -> machine.name() + "," + links(machine) + "\n")
                .collect(Collectors.joining());
        String lans = blueprint.network().lans().stream()
                .map(lan -> lan.members().get(0))
                .map(member -> "%s,%s,%s\n".formatted(member.lan(), member.mask(), cost(member.cost())))
                .collect(Collectors.joining());
        return "# nodes: vname,links\n" + nodes + "# lans: vname,mask,cost\n" + lans;
    }

    private static String links(MappedMachine machine) {
        return machine.ports().stream()
                .map(port -> port.lan() + ":" + port.ip())
                .collect(Collectors.joining(" "));
    }

    private static String cost(double cost) {
        return cost == Math.rint(cost) ? Long.toString((long) cost) : Double.toString(cost);
    }

    private String hosts(MappedMachine self) {
        String own =
                "127.0.0.1\tlocalhost loghost\n%s\t%s\n".formatted(self.nodeId().controlIp(), nickname(self));
        String others = blueprint.machines().stream()
                .flatMap(machine -> hostLines(machine).stream())
                .collect(Collectors.joining());
        return own + others;
    }

    /** The first address of a node carries its plain name, as Emulab writes it. */
    private static List<String> hostLines(MappedMachine machine) {
        List<MappedMachine.Port> ports =
                machine.ports().stream().filter(port -> !port.ip().isEmpty()).toList();
        return ports.stream()
                .map(port -> "%s\t%s-%s %s-%d%s\n"
                        .formatted(
                                port.ip(),
                                machine.name(),
                                port.lan(),
                                machine.name(),
                                ports.indexOf(port),
                                ports.indexOf(port) == 0 ? " " + machine.name() : ""))
                .toList();
    }
}

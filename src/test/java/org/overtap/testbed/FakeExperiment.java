package org.overtap.testbed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;
import org.overtap.verify.FakeCanaries;

/**
 * An experiment in memory. It outlives the testbeds that are opened on it, as a real one does, and tests may let
 * anything go wrong: a command that fails, a program that ends in the middle, machines that are taken away.
 *
 * <p>Its description is a text; a line that begins with {@code added} was added for an overlay. Links are tapped by
 * shapers, which get names that no plan can guess.
 */
public final class FakeExperiment {
    /** Thrown where the program under test is to end at once: nothing in it can catch that and tidy up. */
    public static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A command that reached a node.
     *
     * @param node where
     * @param script the built-in script's name, else the program's
     * @param args its arguments
     */
    public record Call(String node, String script, List<String> args) {
        /** Whether it starts a daemon of that name. */
        public boolean starts(String daemon) {
            return script.equals("start") && args.get(2).equals(daemon);
        }
    }

    private static final String ADDED = "added ";

    private final FakeCanaries canaries = new FakeCanaries(this::carries);
    private Topology own;
    private final Map<String, FakeNode> nodes = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Long> clocks = new TreeMap<>();
    private String description;
    private final Set<String> cutOff = new TreeSet<>();
    private boolean silent;
    private boolean instantiated = true;
    private int free = 10;
    private Function<Call, Optional<CommandResult>> fate = call -> Optional.empty();
    private Runnable afterSending = () -> {};

    /** Three hosts on a LAN. */
    public static FakeExperiment lan() {
        return new FakeExperiment(Samples.lan(3));
    }

    /** Two hosts on a link that nobody shapes. */
    public static FakeExperiment pair() {
        return new FakeExperiment(new Topology(
                "p/pair",
                List.of(Samples.host("a", 1, 1), Samples.host("b", 2, 1)),
                List.of(new Link("wan", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of())),
                List.of()));
    }

    public FakeExperiment(Topology own) {
        this.own = own;
        this.description = "an experiment called " + own.experiment() + "  \r\nas its user wrote it";
        bootMissing();
    }

    /** As a testbed of the name {@code fake}. */
    public TestbedRegistry registry() {
        return new TestbedRegistry(List.of(new FakeProvider(this)));
    }

    public String name() {
        return own.experiment();
    }

    /** What becomes of commands: the answer to one that is not run at all, or empty. */
    public void setFate(Function<Call, Optional<CommandResult>> wanted) {
        fate = wanted;
    }

    /** What happens once a description was sent and before anybody hears that it arrived. */
    public void setAfterSending(Runnable wanted) {
        afterSending = wanted;
    }

    public void setFree(int machines) {
        free = machines;
    }

    /** Its user takes it out: all machines go, with what was on them. */
    public synchronized void takeOut() {
        instantiated = false;
        nodes.clear();
    }

    /** Its user takes a node out of it, with all that is on it. */
    public synchronized void leave(String node) {
        own = new Topology(
                own.experiment(),
                own.nodes().stream().filter(one -> !one.name().equals(node)).toList(),
                own.segments().stream()
                        .<Segment>map(segment -> new Lan(
                                segment.name(),
                                segment.medium(),
                                segment.members().stream()
                                        .filter(member ->
                                                !member.endpoint().node().equals(node))
                                        .toList(),
                                segment.shapers()))
                        .toList(),
                own.findings());
        nodes.remove(node);
    }

    /** A node of it cannot be reached any more. */
    public synchronized void cutOff(String node) {
        cutOff.add(node);
    }

    synchronized boolean isCutOff(String node) {
        return cutOff.contains(node);
    }

    /** Its testbed tells nothing of its nodes any more. */
    public synchronized void fallSilent() {
        silent = true;
    }

    synchronized boolean isSilent() {
        return silent;
    }

    /** A daemon there ends by itself. */
    public synchronized void kill(String node, String daemon) {
        nodes.get(node).kill(daemon);
    }

    /** Somebody keeps others out on that node, and was last heard of so many seconds ago. */
    public synchronized void isKeptBy(String node, String owner, int seconds) {
        nodes.get(node).isKeptBy(name().replace("/", "%2f"), owner, seconds);
    }

    /** Its disk is made anew: all that was on it is gone. */
    public synchronized void wipe(String node) {
        nodes.put(node, new FakeNode(this, node));
    }

    /** A folder of a deployment, a guard or a daemon anywhere. */
    public synchronized boolean hasAnythingOfUs() {
        return nodes.values().stream().anyMatch(FakeNode::hasAnythingOfUs);
    }

    /** What the testbed was asked to do. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized String description() {
        return description;
    }

    synchronized boolean isInstantiated() {
        return instantiated;
    }

    synchronized int free() {
        return free;
    }

    Optional<CommandResult> fateOf(Call call) {
        return fate.apply(call);
    }

    /** Its clock is so much ahead of this machine's. */
    public synchronized void setClock(String node, long millis) {
        clocks.put(node, millis);
    }

    synchronized String clock(String node) {
        long millis = System.currentTimeMillis() + clocks.getOrDefault(node, 0L);
        return String.format("%d.%03d", millis / 1000, millis % 1000);
    }

    synchronized FakeNode node(String name) {
        return nodes.get(name);
    }

    synchronized Optional<FakeNode> at(String control) {
        return topology().nodes().stream()
                .filter(node -> node.control().equals(Optional.of(control)))
                .map(node -> nodes.get(node.name()))
                .findFirst();
    }

    /** What the script says that sends and hears canaries; empty if that command does not run it. */
    Optional<CommandResult> canaries(Command command) {
        return canaries.answer(command);
    }

    /** What passes a port is seen by every daemon that listens on it; all of it arrives. */
    public synchronized int carries(FakeCanaries.Sent sent) {
        Topology topology = topology();
        Segment segment = topology.segments().stream()
                .filter(s -> holds(topology, s, sent.from()) && holds(topology, s, sent.to()))
                .findFirst()
                .orElseThrow();
        Set<Endpoint> passed = segment.members().stream()
                .map(Member::endpoint)
                .filter(end -> has(topology, end, sent.from()) || has(topology, end, sent.to()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Shaper shaper : segment.shapers()) {
            passed.add(new Endpoint(shaper.node(), shaper.near()));
            passed.add(new Endpoint(shaper.node(), shaper.far()));
        }
        passed.forEach(port -> nodes.get(port.node()).sees(port.iface(), sent));
        return sent.count();
    }

    private static boolean holds(Topology topology, Segment segment, String address) {
        return segment.members().stream().anyMatch(member -> has(topology, member.endpoint(), address));
    }

    private static boolean has(Topology topology, Endpoint end, String address) {
        return topology.interfaceOf(end).address().orElseThrow().toString().equals(address);
    }

    /** The experiment as it runs. */
    synchronized Topology topology() {
        List<Node> all = new ArrayList<>(own.nodes());
        List<Segment> segments = new ArrayList<>(own.segments());
        int boxes = 0;
        for (String line : added(description)) {
            String[] words = line.substring(ADDED.length()).split(" ");
            if (words[0].equals("node")) {
                all.add(new Node(words[1], Role.HOST, machine(100 + all.size()), List.of()));
            } else {
                String box = "box" + (7 + boxes++);
                all.add(new Node(
                        box,
                        Role.SHAPER,
                        machine(200 + boxes),
                        List.of(Interface.named("eth1"), Interface.named("eth2"))));
                segments.replaceAll(segment -> segment.name().equals(words[1]) ? through(box, segment) : segment);
            }
        }
        return new Topology(own.experiment(), all, segments, own.findings());
    }

    private static Segment through(String box, Segment segment) {
        Endpoint first = segment.members().get(0).endpoint();
        return new Link(segment.name(), segment.members(), List.of(new Shaper(box, "eth1", "eth2", first)));
    }

    private static Optional<Machine> machine(int number) {
        return Optional.of(new Machine("m" + number, "any", "", Optional.of("172.31.0." + number), Optional.empty()));
    }

    static List<String> added(String text) {
        return text.lines().filter(line -> line.startsWith(ADDED)).toList();
    }

    /** The text without what was added, byte for byte. */
    static String without(String text) {
        int cut = text.indexOf("\n" + ADDED);
        return cut < 0 ? text : text.substring(0, cut);
    }

    static String with(String text, List<String> what) {
        StringBuilder changed = new StringBuilder(text);
        what.forEach(line -> changed.append('\n').append(ADDED).append(line));
        return changed.toString();
    }

    /** Its testbed gets that description. */
    public synchronized void become(String wanted, ModifyMode mode) {
        asked.add((mode.outAndIn() ? "out and in with: " : "change to: ") + added(wanted));
        description = wanted;
        if (mode.outAndIn()) {
            nodes.clear();
        }
        instantiated = true;
        nodes.keySet().removeIf(name -> topology().node(name).isEmpty());
        bootMissing();
        afterSending.run();
    }

    synchronized void becomeWithoutMachines(String wanted) {
        asked.add("note: " + added(wanted));
        description = wanted;
    }

    synchronized void replayed() {
        asked.add("replay");
    }

    private void bootMissing() {
        topology().nodes().stream()
                .filter(node -> node.machine().isPresent())
                .forEach(node -> nodes.computeIfAbsent(node.name(), name -> new FakeNode(this, name)));
    }
}

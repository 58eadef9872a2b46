package org.overtap.verify.watch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.GoneNodeException;
import org.overtap.shell.ShellException;
import org.overtap.topology.Interface;
import org.overtap.topology.Topology;
import org.overtap.verify.evidence.NodeLook;

/** Looks at nodes on which something was not proven. */
public final class PortWatch {
    private final Topology topology;
    private final NodeShells shells;

    public PortWatch(Topology topology, NodeShells shells) {
        this.topology = topology;
        this.shells = shells;
    }

    /** What each of them tells of the experiment's interfaces. */
    public List<NodeLook> look(Collection<String> nodes) {
        return new TreeSet<>(nodes).parallelStream().map(this::look).toList();
    }

    private NodeLook look(String node) {
        try {
            CommandResult reply = shells.on(node).run(Command.script(VerifyScripts.text("ports.sh")));
            return new NodeLook(
                    node,
                    Optional.empty(),
                    false,
                    named(reply.out(), "down ", node),
                    named(reply.out(), "loose ", node));
        } catch (ShellException e) {
            boolean gone = e instanceof GoneNodeException;
            return new NodeLook(node, Optional.of(e.getMessage()), gone, Set.of(), Set.of());
        }
    }

    private Set<String> named(String text, String word, String node) {
        Set<String> own = topology.node(node).stream()
                .flatMap(its -> its.interfaces().stream())
                .map(Interface::name)
                .collect(Collectors.toSet());
        return text.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .filter(own::contains)
                .collect(Collectors.toSet());
    }
}

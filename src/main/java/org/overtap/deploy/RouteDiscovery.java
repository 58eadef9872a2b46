package org.overtap.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Route;
import org.overtap.topology.Topology;
import org.overtap.topology.listing.IpRouteParser;

/** Reads the experiment's routes from its own nodes: routes are read, not guessed. Changes nothing on them. */
public final class RouteDiscovery {
    private RouteDiscovery() {}

    /**
     * The topology with the routing table of every node that has one; routes over the control network are left out.
     *
     * @throws DeployException if a node cannot be asked
     */
    public static Topology read(Topology topology, NodeShells shells) throws DeployException {
        List<Node> asked = topology.nodes().stream()
                .filter(node -> node.role() == Role.HOST && !node.interfaces().isEmpty())
                .toList();
        List<Answer> answers =
                asked.parallelStream().map(node -> ask(node, shells)).toList();
        for (Answer answer : answers) {
            if (!answer.complaint().isEmpty()) {
                throw new DeployException(answer.complaint());
            }
        }
        List<Route> routes =
                answers.stream().map(Answer::routes).flatMap(Collection::stream).toList();
        return topology.withRoutes(routes);
    }

    private record Answer(List<Route> routes, String complaint) {}

    private static Answer ask(Node node, NodeShells shells) {
        try {
            Shell shell = shells.on(node.name());
            List<Route> own = new ArrayList<>(routes(node, IpFamily.V4, shell));
            if (node.address(IpFamily.V6).isPresent()) {
                own.addAll(routes(node, IpFamily.V6, shell));
            }
            return new Answer(own, "");
        } catch (ShellException | DeployException e) {
            return new Answer(List.of(), e.getMessage());
        }
    }

    private static List<Route> routes(Node node, IpFamily family, Shell shell) throws ShellException, DeployException {
        String option = family == IpFamily.V4 ? "-4" : "-6";
        CommandResult reply = shell.run(Command.of("ip", "-j", option, "route", "show", "table", "main"));
        if (!reply.ok()) {
            throw new DeployException(
                    "node " + node.name() + " does not tell its " + family + " routes: " + reply.errorText());
        }
        return IpRouteParser.parse(node.name(), family, reply.out()).stream()
                .filter(route ->
                        route.dev().map(dev -> node.find(dev).isPresent()).orElse(true))
                .toList();
    }
}

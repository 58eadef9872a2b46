package org.overtap.testbed.local.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.AbsentNodesException;
import org.overtap.topology.file.JsonDocument;

/**
 * The engine that {@code docker} reaches on a machine.
 *
 * @param machine runs that program
 */
record ContainerEngine(Shell machine) {
    private static final int ROUNDS = 3;
    private static final int MOST_SHOWN = 80;

    /**
     * What it tells.
     *
     * @param networks all its networks
     * @param containers those of a group
     */
    record Told(List<JsonNode> networks, List<JsonNode> containers) {
        Told {
            networks = List.copyOf(networks);
            containers = List.copyOf(containers);
        }
    }

    /**
     * The containers of a group that run now, at least one. What ends between two questions is not asked for in the next
     * round.
     *
     * @throws TestbedException if there are none, or the engine does not tell
     */
    Told group(ContainerGroup group) throws TestbedException, ShellException {
        for (int round = 1; ; round++) {
            List<String> ids = lines("ps", "--quiet", "--no-trunc", "--filter", group.filter());
            if (ids.isEmpty()) {
                throw new AbsentNodesException(
                        "no running container belongs to docker:" + group + "; 'docker ps' has those that run",
                        List.of());
            }
            try {
                List<JsonNode> networks = inspected("network inspect", lines("network", "ls", "--quiet", "--no-trunc"));
                List<JsonNode> containers = inspected("inspect", ids);
                if (containers.size() != ids.size()) {
                    throw new TestbedException("'docker inspect' tells of " + containers.size() + " of the "
                            + ids.size() + " containers that 'docker ps' has of docker:" + group + ": try again");
                }
                return new Told(networks, containers);
            } catch (TestbedException e) {
                if (round == ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private List<String> lines(String... words) throws TestbedException, ShellException {
        return docker(words).lines().toList();
    }

    private List<JsonNode> inspected(String question, List<String> objects) throws TestbedException, ShellException {
        List<String> words = new ArrayList<>(List.of(question.split(" ")));
        words.addAll(objects);
        String answer = docker(words.toArray(String[]::new));
        try {
            JsonNode told = JsonDocument.mapper().readTree(answer);
            if (told != null && told.isArray()) {
                List<JsonNode> all = new ArrayList<>();
                told.forEach(all::add);
                return all;
            }
        } catch (JsonProcessingException e) {
            throw new TestbedException(noList(question, answer), e);
        }
        throw new TestbedException(noList(question, answer));
    }

    private static String noList(String question, String answer) {
        String line = answer.strip().lines().findFirst().orElse("");
        return "'docker " + question + "' printed "
                + (line.isEmpty()
                        ? "nothing"
                        : "no list: '" + line.substring(0, Math.min(MOST_SHOWN, line.length())) + "'")
                + "; it should be Docker's own program, of 1.13 or later";
    }

    private String docker(String... words) throws TestbedException, ShellException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        CommandResult reply = machine.run(Command.of(all.toArray(String[]::new)));
        if (!reply.ok()) {
            throw new TestbedException(
                    "'docker " + words[0] + "' fails: " + reply.errorText() + "; DOCKER_HOST says where the engine is");
        }
        return reply.out();
    }
}

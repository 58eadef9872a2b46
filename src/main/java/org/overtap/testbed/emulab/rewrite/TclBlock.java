package org.overtap.testbed.emulab.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The Tcl for a request: the templates it needs, each once, then one command for each change. */
final class TclBlock {
    private final Set<String> templates = new LinkedHashSet<>(List.of("run"));
    private final List<String> commands = new ArrayList<>();

    private TclBlock() {}

    static String of(RewriteRequest request) {
        TclBlock block = new TclBlock();
        if (request.taps().stream().anyMatch(Tap::replacesSegment)) {
            block.add(List.of("addresses"), List.of("freeze"));
        }
        if (request.endNodeShapingOff()) {
            block.add(List.of("shaping"), List.of("end_node_shaping_off"));
        }
        request.shaperOs().ifPresent(os -> block.add(List.of("shaping"), List.of("shaper_os", os)));
        for (Tap tap : request.taps()) {
            block.add(tap.templates(), tap.command());
            request.shaperOs().ifPresent(os -> tap.addedNodes()
                    .forEach(node -> block.add(List.of("shaping"), List.of("tap_os", node, os))));
        }
        request.nodes().forEach(node -> block.add(List.of("node"), command(node)));
        return block.text();
    }

    private static List<String> command(AddedNode node) {
        List<String> tarfiles = node.tarfiles().stream()
                .flatMap(file -> List.of(file.folder(), file.file()).stream())
                .toList();
        return List.of(
                "node",
                node.name(),
                node.os().orElse(""),
                node.hardware().orElse(""),
                node.startCommand().orElse(""),
                TclQuote.list(tarfiles));
    }

    private void add(List<String> needed, List<String> command) {
        templates.addAll(needed);
        String arguments = TclQuote.command(command.subList(1, command.size()));
        commands.add(("ovt_" + command.get(0) + " $sim " + arguments).stripTrailing());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        templates.forEach(name -> text.append(template(name)).append('\n'));
        text.append("proc ovt_changes {sim} {\n");
        commands.forEach(command -> text.append("    ").append(command).append('\n'));
        return text.append("}\n").toString();
    }

    private static String template(String name) {
        String resource = "/ns-templates/" + name + ".tcl";
        try (InputStream in = TclBlock.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it has no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.overtap.cli.view;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.live.Rounds;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.Interruption;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.Pulse;
import org.overtap.cli.option.ResultFile;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.report.picture.Picture;
import org.overtap.report.picture.layout.Positions;
import org.overtap.report.picture.layout.PositionsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws an experiment, once or live. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = {
            "Draw an experiment: who observes what, what nobody sees, how much passed on each segment.",
            "Of what is deployed, of what was measured, or, where neither is, of the plan that would be made."
        },
        footer = {
            "",
            "A page (.html) needs nothing else and asks nobody for anything: click a segment or a node, or go there with"
                    + " Tab, the arrow keys and Enter. --live says at which address the page is; that address is the"
                    + " key to it, and is good on this machine alone.",
            "",
            "Example: overtap view sample-topologies/three-node-lan -o lan.html"
        })
public final class ViewCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int MOST_PORTS = 65_535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final ViewSource from;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "where to: a page (.html), a drawing (.svg), a graph for Graphviz (.dot) or what they show"
                    + " (.json), by its ending")
    private Path out;

    @Option(
            names = "--positions",
            paramLabel = "FILE",
            description = "put things where they were moved to: a file that the page's Save made")
    private Path moved;

    @Option(
            names = "--live",
            description = "serve the page with new numbers every few seconds, until it is ended (Ctrl-C)")
    private boolean live;

    @Option(
            names = "--live-port",
            paramLabel = "N",
            defaultValue = "0",
            description = "the port of --live, on the loopback address (default: any that is free)")
    private int port;

    /** @param sources what can be looked at */
    public ViewCommand(Sources sources) {
        this.from = new ViewSource(sources);
    }

    @Override
    public Integer call() throws Exception {
        Optional<PictureFile> file = Optional.ofNullable(out).map(path -> PictureFile.of(spec, path));
        requireOneWay();
        if (out != null) {
            from.requireApart(out);
            if (moved != null) {
                ResultFile.requireApart(out, moved);
            }
        }
        Positions positions = moved == null ? Positions.NONE : PositionsFile.read(moved);
        PrintWriter err = spec.commandLine().getErr();
        try (ViewSource.Looking looking = from.open(err)) {
            if (live) {
                serve(looking, positions, new ProgressLines(err));
            } else {
                write(looking, positions, file.orElseThrow(), new ProgressLines(err));
            }
        }
        return ExitCode.DONE;
    }

    private void requireOneWay() {
        if (live == (out != null)) {
            throw new UsageException(
                    live
                            ? "--live serves the page, -o writes it once: give one of them"
                            : "say where the picture is to go: -o FILE, which ends in " + PictureFile.endings()
                                    + "; or --live");
        }
        if (port < 0 || port > MOST_PORTS) {
            throw new UsageException("--live-port lies between 0, for any that is free, and " + MOST_PORTS);
        }
        if (!live && port != 0) {
            throw new UsageException("--live-port is of --live");
        }
        if (live && !from.changes()) {
            throw new UsageException("--live shows numbers as they come, and of " + from.name()
                    + " none will: give a running experiment, or a folder with what was measured; or -o FILE");
        }
    }

    private void write(ViewSource.Looking looking, Positions positions, PictureFile file, ProgressLines progress)
            throws Exception {
        NetworkView view = Interruption.told(
                progress, from::interrupted, () -> Pulse.during(progress, (Callable<NetworkView>) looking::now));
        Picture picture = new Picture(view, positions, Optional.empty());
        file.write(picture);
        PrintWriter to = spec.commandLine().getOut();
        to.println(file.path() + ": " + view.title() + " (" + view.kind() + ")");
        picture.notes().forEach(note -> to.println("note: " + note));
        view.notes().forEach(note -> to.println("note: " + note));
        to.flush();
    }

    private void serve(ViewSource.Looking looking, Positions positions, ProgressLines progress) throws Exception {
        LivePicture picture = new LivePicture(positions, EVERY);
        Interruption.told(progress, () -> "ended: the picture of " + from.name() + " is not served any more", () -> {
            try (LiveServer server = LiveServer.start(port, picture)) {
                new Rounds(EVERY, Optional.empty())
                        .run(() -> look(looking, picture, server), failure -> picture.lost(Rounds.words(failure)));
            }
            return null;
        });
    }

    private boolean look(ViewSource.Looking looking, LivePicture picture, LiveServer server) throws Exception {
        NetworkView view = looking.now();
        if (!view.measured()) {
            throw new UsageException("nothing is deployed on " + from.name()
                    + ": --live has no numbers to show; the plan is drawn with -o FILE");
        }
        if (picture.show(view)) {
            PrintWriter to = spec.commandLine().getOut();
            to.println("open " + server.address() + "  (on this machine alone; Ctrl-C ends it)");
            to.flush();
        }
        return true;
    }
}

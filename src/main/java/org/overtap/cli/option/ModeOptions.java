package org.overtap.cli.option;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.overtap.overlay.taps.TapOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which mode a plan is made in, and what machines it may add. */
@HelpGroup(HelpGroup.Heading.MODES)
public final class ModeOptions {
    enum Mode {
        LIGHTWEIGHT,
        BUDGET,
        HEAVYWEIGHT
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "lightweight",
            description = "lightweight (only what is there), heavyweight (no probe on your own nodes), or budget with"
                    + " --extra-nodes (default: ${DEFAULT-VALUE})")
    private Mode mode;

    @Option(names = "--extra-nodes", paramLabel = "K", description = "add at most K machines, or 'all' it takes")
    private String extraNodes;

    @Option(
            names = "--tap",
            paramLabel = "STYLE",
            defaultValue = "shaper",
            description =
                    "shaper (shapers on whole segments), member-shaper (on single members of a LAN, whose"
                            + " bandwidth that changes a little), bridge (a bridge node on a link, shapers on LANs),"
                            + " lan (one more member, where --flooding vouches) or bridge-lan (bridge on links, lan on LANs) (default: ${DEFAULT-VALUE})")
    private String tap;

    @Option(
            names = "--flooding",
            paramLabel = "SEGMENT",
            split = ",",
            description = "vouch that this LAN, or this link when it is one, floods: then any one member sees it all")
    private Set<String> flooding = Set.of();

    @Option(
            names = "--collectors",
            paramLabel = "WHERE",
            defaultValue = "shaper",
            description = "where collectors of added overlays run: shaper or new (default: ${DEFAULT-VALUE})")
    private String collectors;

    @Option(names = "--delay-os", paramLabel = "NAME", description = "the image for added shapers and bridges")
    private String delayOs;

    @Option(
            names = "--nics-per-node",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "network interfaces of an added machine, two for each tap; a bridge takes a machine (default: ${DEFAULT-VALUE})")
    private int nicsPerNode;

    @Mixin
    private CoverOptions cover;

    @Mixin
    private CostOptions costs;

    /** Which machines may be added; empty if none. */
    Optional<TapOptions> taps() {
        return lightweight() ? Optional.empty() : Optional.of(machines());
    }

    /** How machines would be added, however many. */
    public TapOptions machines() {
        boolean newCollector =
                switch (collectors) {
                    case "new" -> true;
                    case "shaper" -> false;
                    default -> throw new UsageException("--collectors is shaper or new, not " + collectors);
                };
        return new TapOptions(
                nodes(),
                tap.toLowerCase(Locale.ROOT),
                newCollector,
                Optional.ofNullable(delayOs),
                nicsPerNode,
                flooding);
    }

    Set<String> flooding() {
        return flooding;
    }

    CoverOptions cover() {
        return cover;
    }

    CostOptions costs() {
        return costs;
    }

    private boolean lightweight() {
        if (extraNodes != null && mode == Mode.HEAVYWEIGHT && !extraNodes.equals("all")) {
            throw new UsageException(
                    "--mode heavyweight adds as many machines as it takes: give --extra-nodes without it");
        }
        if (extraNodes == null && mode == Mode.BUDGET) {
            throw new UsageException("--mode budget needs --extra-nodes K");
        }
        return extraNodes == null && mode == Mode.LIGHTWEIGHT;
    }

    private OptionalInt nodes() {
        if (extraNodes == null || extraNodes.equals("all")) {
            return OptionalInt.empty();
        }
        if (!extraNodes.matches("\\d{1,6}")) {
            throw new UsageException("--extra-nodes takes a number or 'all', not " + extraNodes);
        }
        return OptionalInt.of(Integer.parseInt(extraNodes));
    }
}

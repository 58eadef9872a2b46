package org.overtap.deploy.home;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.FlowFiles;
import org.overtap.shell.ShellQuote;

/**
 * What of one daemon's files is here.
 *
 * @param source what stored them
 * @param folder where they are now
 * @param files how many there are
 * @param bytes how large they are together
 * @param newFiles how many of them were brought just now
 * @param newBytes how large those are
 * @param unfinished those of them that nobody closed: their writer was killed, and they may be unreadable
 * @param aside where files lie now that were here, and shorter than what the node has by their names: its collector went
 *     on with them, or they were somebody else's
 */
public record BroughtFiles(
        FlowFiles.Source source,
        Path folder,
        int files,
        long bytes,
        int newFiles,
        long newBytes,
        List<Path> unfinished,
        List<Path> aside) {
    public BroughtFiles {
        unfinished = List.copyOf(unfinished);
        aside = List.copyOf(aside);
    }

    /** The node that they were stored on. */
    public String node() {
        return source.node();
    }

    /** A command by which people read them; empty if none is known, or there is nothing to read. */
    public Optional<String> readWith() {
        return Optional.of(source.output().show(folder.toString()))
                .filter(words -> !words.isEmpty() && files > unfinished.size())
                .map(ShellQuote::line);
    }
}

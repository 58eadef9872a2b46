package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * A node without links, for a collector.
 *
 * @param name as the experiment shall know it
 * @param os the image, or the testbed's default
 * @param hardware the node type, or any
 * @param startCommand run when the node is up, if any
 * @param tarfiles unpacked before that
 */
public record AddedNode(
        String name,
        Optional<String> os,
        Optional<String> hardware,
        Optional<String> startCommand,
        List<Tarfile> tarfiles) {

    /** A tarfile and the folder it is unpacked in. */
    public record Tarfile(String folder, String file) {}

    public AddedNode {
        os = os == null ? Optional.empty() : os;
        hardware = hardware == null ? Optional.empty() : hardware;
        startCommand = startCommand == null ? Optional.empty() : startCommand;
        tarfiles = tarfiles == null ? List.of() : List.copyOf(tarfiles);
    }

    /** A node of the default kind that runs nothing. */
    public static AddedNode named(String name) {
        return new AddedNode(name, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}

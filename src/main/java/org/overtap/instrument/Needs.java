package org.overtap.instrument;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be on a node before an instrument can run there.
 *
 * @param programs programs that are started
 * @param systems operating systems that it runs on, as {@code uname -s} names them, in lower case; empty: any
 * @param packages the packages that bring it: by {@code MANAGER}, {@code MANAGER/SYSTEM} or
 *     {@code MANAGER/SYSTEM-RELEASE} ({@code dnf/fedora-40}), of which the longest that fits is taken
 */
public record Needs(List<String> programs, List<String> systems, Map<String, List<String>> packages) {
    public Needs {
        programs = programs == null ? List.of() : List.copyOf(programs);
        systems = systems == null ? List.of() : List.copyOf(systems);
        packages = packages == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(packages));
    }

    /**
     * The packages for a node, as words for its package manager.
     *
     * @param manager its package manager; empty if it has none that is known
     * @param system what {@code /etc/os-release} calls its system
     * @param release and the release
     * @return nothing if none are known
     */
    public List<String> packages(String manager, String system, String release) {
        List<String> usual = packages.getOrDefault(manager, List.of());
        List<String> its = packages.getOrDefault(manager + "/" + system, usual);
        return packages.getOrDefault(manager + "/" + system + "-" + release, its);
    }
}

package org.overtap.overlay.compact;

import org.overtap.topology.graph.NetworkGraph;

/** Which segment each interface of a drawing's nodes is on: links first, then LANs, each in their order. */
final class CompactPorts {
    private final int links;
    private final int[] start;
    private final int[] segments;

    CompactPorts(NetworkGraph drawing) {
        links = drawing.links();
        int[] ports = CompactExports.ports(drawing);
        start = new int[ports.length + 1];
        for (int v = 0; v < ports.length; v++) {
            start[v + 1] = start[v] + ports[v];
        }
        segments = new int[start[ports.length]];
        int[] next = start.clone();
        for (int link = 0; link < links; link++) {
            segments[next[drawing.from(link)]++] = link;
            segments[next[drawing.to(link)]++] = link;
        }
        for (int lan = 0; lan < drawing.lans(); lan++) {
            for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
                segments[next[drawing.member(i)]++] = links + lan;
            }
        }
    }

    /** How many interfaces the node has. */
    int count(int node) {
        return start[node + 1] - start[node];
    }

    /** The number of the segment on that interface: links first, then LANs. */
    int number(int node, int port) {
        return segments[start[node] + port];
    }

    /** The name of the segment on that interface, counted from 0. */
    String segment(int node, int port) {
        int segment = number(node, port);
        return segment < links ? NetworkGraph.linkName(segment) : NetworkGraph.lanName(segment - links);
    }
}

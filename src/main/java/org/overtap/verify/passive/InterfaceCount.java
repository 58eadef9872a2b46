package org.overtap.verify.passive;

import java.util.List;
import java.util.Optional;

/**
 * What a node told of one of its interfaces.
 *
 * @param micros when, by the node's clock, in microseconds since 1970
 * @param bytes bytes that passed it since it is there, both ways, with 14 bytes of layer 2 a packet
 * @param packets packets, likewise
 * @param offloads which offloads are on; absent where nothing tells
 */
record InterfaceCount(long micros, long bytes, long packets, Optional<List<String>> offloads) {}

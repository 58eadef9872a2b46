package org.overtap.lab.mapper;

import java.util.Optional;

/**
 * Shaping on an end node.
 *
 * @param lan the segment
 * @param member the node's port
 * @param out what leaves the node
 * @param in what arrives, for a LAN's member; a link's other direction is shaped on the other node
 */
public record EndDelay(String lan, VirtualMember member, MappedShaping out, Optional<MappedShaping> in) {}

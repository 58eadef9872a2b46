package org.overtap.lab.mapper;

import java.util.List;

/** A link or LAN of the script; the rows do not tell which, so two members count as a link. */
public record VirtualLan(String name, List<VirtualMember> members) {
    public VirtualLan {
        members = List.copyOf(members);
    }

    boolean isLink() {
        return members.size() == 2;
    }

    boolean isBridged() {
        return members.stream().anyMatch(member -> !member.flags().bridge().isEmpty());
    }
}

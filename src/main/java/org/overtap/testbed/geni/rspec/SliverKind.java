package org.overtap.testbed.geni.rspec;

/** What a node of a manifest is. */
public enum SliverKind {
    /** A machine that can be entered, or could. */
    HOST,
    /** A node that forwards between two links, and may shape what it forwards. */
    BRIDGE,
    /** A switch that was given to the experiment. */
    SWITCH,
    /** Storage on the network. */
    BLOCK_STORE,
    /** Something that nobody can log in on: a radio, a firewall. */
    DEVICE
}

package org.overtap.cli.option;

/** A command that only has commands: alone, it prints its help. */
public interface CommandGroup {}

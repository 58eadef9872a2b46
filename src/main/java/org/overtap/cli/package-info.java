/**
 * The command line: commands, error text, exit codes. A command reads its options, calls the lifecycle, and prints; no
 * command knows another, {@link org.overtap.cli.Main} lists them.
 *
 * <p>Enters: arguments, environment, the user's configuration. Leaves: text on stdout and stderr, an exit code: 0 done,
 * 1 failed, 2 wrong usage or input, 3 checked and found wanting. With the packages inside, the only one that knows
 * picocli.
 */
package org.overtap.cli;

/**
 * The command line: options, progress, error text, exit codes. A command reads its options, calls one function for each
 * stage, and prints.
 *
 * <p>Enters: arguments, environment, the user's configuration. Leaves: text on stdout and stderr, an exit code: 0 done,
 * 1 failed, 2 wrong usage or input, 3 checked and found wanting. The only package that knows picocli.
 */
package org.overtap.cli;

/**
 * What commands have in common: options that several of them take, and what these are turned into.
 *
 * <p>Enters: arguments, the environment, the user's configuration. Leaves: requests, which are values, and results as
 * text on stdout or in a file. Touched: files that the user names. Errors are about what was typed.
 */
package org.overtap.cli.option;

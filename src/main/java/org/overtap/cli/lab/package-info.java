/**
 * Labs on this machine: {@code overtap lab} and {@code overtap demo}.
 *
 * <p>Enters: arguments, ns scripts. Leaves: text, documents, exit codes. Touched: whatever a lab is made of, as root.
 * The demo starts overtap itself, as a user would; nothing of the lab is known to it but its name.
 */
package org.overtap.cli.lab;

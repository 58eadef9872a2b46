/**
 * The picture: {@code overtap view}.
 *
 * <p>Enters: arguments, files, what nodes tell. Leaves: a file; or a page that is served on this machine alone, to who
 * knows its address, until the command is ended.
 */
package org.overtap.cli.view;

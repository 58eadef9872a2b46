/**
 * Bringing flow files home, file by file: what a node has stored is listed with sizes and sums, what is not here yet is
 * streamed to disk, and a file counts as here once its size and sum are those that the node told.
 *
 * <p>Enters: a deployment and shells on its nodes. Leaves: files below a folder of the user's, and an account of what
 * was brought and what could not be. Nothing is changed on a node.
 */
package org.overtap.deploy.home;

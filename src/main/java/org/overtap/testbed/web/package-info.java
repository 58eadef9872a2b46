/**
 * What testbeds share that are asked over HTTPS: certificates and keys as users have them, and answers that are bounded.
 *
 * <p>Enters: PEM files, bytes from a server that is not trusted. Leaves: TLS contexts, bytes. May touch the files that it
 * is given.
 */
package org.overtap.testbed.web;

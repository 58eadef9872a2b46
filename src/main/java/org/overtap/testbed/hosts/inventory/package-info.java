/**
 * Lists of machines: typed, as YAML, as an Ansible inventory.
 *
 * <p>Enters: a SOURCE's text or a file of it. Leaves: entries, each with the place where it was written; errors with
 * file, line and column. Reads that file; touches nothing else.
 */
package org.overtap.testbed.hosts.inventory;

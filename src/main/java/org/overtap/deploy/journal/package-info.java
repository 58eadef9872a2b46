/**
 * What is known of a deployment: its phase, and a journal entry for each thing made on a node, rendered so that it
 * can be stopped and removed by the entry alone.
 *
 * <p>Enters: what steps are about to do and have done; state files of this and former versions. Leaves: a {@link
 * org.overtap.deploy.journal.Deployment}; the state file, written atomically and readable by its owner only. Touches
 * that file and nothing else.
 */
package org.overtap.deploy.journal;

/**
 * The live check: sends canaries over every conversation, or between every pair of hosts where flows are covered,
 * waits until their records can have been stored, fetches these, and asks
 * {@link org.overtap.verify.ConversationVerifier} or {@link org.overtap.verify.HostFlowVerifier} for the verdict.
 *
 * <p>Enters: a deployment and shells. Leaves: a {@link org.overtap.verify.VerifyReport}. Sends ICMP echoes between the
 * experiment's nodes and reads files on the collectors; never stops or restarts a daemon.
 */
package org.overtap.verify;

/**
 * What it takes to make a dataset of millions of stored records and to ask it, beside what nfdump takes for the same
 * records. {@link org.overtap.bench.flows.StoredTraffic} makes the records and sends them to a real nfcapd;
 * {@link org.overtap.bench.flows.FlowBench} runs the program as a user does and compares.
 */
package org.overtap.bench.flows;

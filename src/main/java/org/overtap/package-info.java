/**
 * overtap adds a flow-measurement overlay to a running testbed experiment, proves that it sees every conversation
 * exactly once, and takes it away again. Each word of the sentence has its package:
 *
 * <blockquote>
 *
 * <b>discover</b> ({@code testbed}) a testbed's <b>topology</b> ({@code topology}), <b>place</b> ({@code placement})
 * vantage points, write an <b>overlay plan</b> ({@code overlay}) of <b>instruments</b> ({@code instrument}),
 * <b>prepare</b> ({@code testbed}) the experiment, <b>deploy</b> ({@code deploy}) probes and collectors over the
 * control network ({@code shell}), read their <b>records</b> ({@code record}), <b>verify</b> ({@code verify}) that
 * every conversation is seen exactly once, <b>report</b> ({@code report}), and <b>tear down</b> ({@code deploy}) to the
 * byte.
 *
 * </blockquote>
 *
 * <p>{@code lifecycle} says that sentence, one method a word; {@code cli} reads what a user types and prints what comes
 * of it; {@code lab} is a small real testbed on one machine, which meets the rest on the wire only.
 *
 * <p>Ten words, each for one idea:
 *
 * <dl>
 *   <dt>experiment
 *   <dd>an instantiated topology on a testbed, named {@code project/experiment}
 *   <dt>node
 *   <dd>a machine of it: a host, a shaper, a tap or collector that was added, a switch that may be programmed
 *   <dt>segment
 *   <dd>a broadcast domain: a link of two members, or a LAN of two or more
 *   <dt>conversation
 *   <dd>an unordered pair of interfaces on one segment; what must be seen
 *   <dt>vantage point
 *   <dd>where a probe may run, and what it would see there; one in use is an observation point
 *   <dt>probe, collector
 *   <dd>the daemon that measures, the daemon that receives; both are instruments
 *   <dt>placement
 *   <dd>the chosen vantage points, with their cost and a lower bound
 *   <dt>owner
 *   <dd>the one probe that counts a conversation
 *   <dt>overlay plan
 *   <dd>placement, instruments, which probe reports to which collector, added nodes: a value, written as JSON
 *   <dt>deployment
 *   <dd>what really runs: the plan, and a journal of all that was done so that it can be undone
 * </dl>
 */
package org.overtap;

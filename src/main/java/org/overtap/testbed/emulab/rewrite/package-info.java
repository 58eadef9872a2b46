/**
 * Rewrites an experiment's ns script: adds taps and nodes, and takes them out again to the byte.
 *
 * <p>Enters: the script's text and a {@link org.overtap.testbed.emulab.rewrite.RewriteRequest}, whose names come from
 * the instantiated experiment. Leaves: the same text with one marked block before it. Pure: nothing is touched; the
 * Tcl of the block is in {@code ns-templates/}.
 *
 * <p>The script is never parsed for meaning. The block puts a few lines before the body of {@code Simulator run}, where
 * every link of the script exists and has its name, whichever loop, procedure or array it came from. Each template is
 * written for Tcl 8.3 and later, and keeps to {@code real_set}, because the testbed's {@code set} renames objects.
 *
 * <p>Taps, and what they cost:
 *
 * <ul>
 *   <li>{@code shaper}: {@code mustdelay} puts a delay node on the link (one for each member of a LAN; two links share
 *       a node). No name and no address changes, and delay agents can still change the link. {@code trace monitor}
 *       would put one there as well, with less: such a node does not shape, it runs a capture of its own on the same
 *       interfaces, and it makes rows that look like the user's own tracing.
 *   <li>{@code bridge}: the link becomes two, joined by a bridge node that shapes as the link did. A bridge takes its
 *       shaping from its own two ports, forward from each, so {@code SetDelayParams} on each half carries one
 *       direction. Refused where the script depends on more than that: events, traces, queues, layers.
 *   <li>{@code lan}: the link, or the LAN, becomes a LAN with a further member, which sees nothing unless that floods.
 * </ul>
 *
 * <p>Addresses are frozen, in the order in which the testbed itself would hand them out, before a link or LAN is
 * replaced; shaper taps and nodes without links cannot move any, so with these alone nothing is frozen and wide-area
 * links and {@code tb-use-ipassign} stay possible.
 */
package org.overtap.testbed.emulab.rewrite;

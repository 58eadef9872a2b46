/**
 * From what a script describes to what must be built: which machines, which shapers, which wires, which routes.
 *
 * <p>A {@link org.overtap.lab.ns.VirtualExperiment} enters; a {@link org.overtap.lab.mapper.Blueprint} leaves, and
 * the texts that a testbed would leave on its nodes. Pure: nothing is touched, the same rows give the same blueprint.
 */
package org.overtap.lab.mapper;

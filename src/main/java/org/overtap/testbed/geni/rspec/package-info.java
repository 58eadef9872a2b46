/**
 * Manifests (RSpecs of GENI and ProtoGENI that tell what an experiment was given), as CloudLab, Powder and Emulab write
 * them.
 *
 * <p>Enters: XML, one document for each aggregate that the experiment is on. Leaves:
 * {@link org.overtap.testbed.geni.rspec.SliverExperiment}, all of them joined. Pure.
 */
package org.overtap.testbed.geni.rspec;

/**
 * Looking again and again at what changes, for commands that go on until they are ended.
 *
 * <p>Enters: how to look, and how often. Leaves: what was seen each time, and what failed. Touched: nothing; what was
 * opened to look is opened anew after a failure.
 */
package org.overtap.cli.live;

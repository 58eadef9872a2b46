/**
 * What somebody who typed nothing but the program's name can do from where he is.
 *
 * <p>Enters: the environment, the working folder. Leaves: a few lines of text. Touched: the user's configuration, state
 * files, folders of labs and of samples are read; nothing is changed and nobody is asked.
 */
package org.overtap.cli.start;

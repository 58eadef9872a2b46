/**
 * What goes over the boss's wire: calls come in as bytes, answers and faults leave as text, with the types and the line
 * ends of Python's xmlrpclib. Touches nothing.
 */
package org.overtap.lab.boss.wire;

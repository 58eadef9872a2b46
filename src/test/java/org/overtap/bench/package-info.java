/** Seeded families of problems and what it takes to solve them. Timing only: claims are tested elsewhere. */
package org.overtap.bench;

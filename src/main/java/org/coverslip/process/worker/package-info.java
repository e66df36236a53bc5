/**
 * Work on tiles in other processes: a pool of virtual machines, what is said between them and this one, and the answers
 * that are kept until all are there. Free of ImageJ; what the processes run is in {@code app}.
 */
package org.coverslip.process.worker;

/** The tasks of a folder on a cluster of Apache Spark. Only this package knows of Spark. */
package org.coverslip.spark;

/** What annotations measure: how large, how long and where they are, and how many there are of each class. */
package org.coverslip.annotation.measure;

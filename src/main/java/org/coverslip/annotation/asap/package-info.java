/** Annotations of ASAP: XML with groups for classes. */
package org.coverslip.annotation.asap;

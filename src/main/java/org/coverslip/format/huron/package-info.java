/** Huron TissueScope TIFFs. */
package org.coverslip.format.huron;

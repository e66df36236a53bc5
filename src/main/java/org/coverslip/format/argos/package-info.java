/** ARGOS AVS slides. */
package org.coverslip.format.argos;

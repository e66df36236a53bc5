/** Which slides can be de-identified, and doing it as users ask for it. */
package org.coverslip.deidentify.file;

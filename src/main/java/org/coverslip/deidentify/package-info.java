/** De-identifying slides: what is asked for, what is told of it, and what each kind of file must provide. */
package org.coverslip.deidentify;

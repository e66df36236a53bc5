/** Where on a slide tissue is. */
package org.coverslip.export.mask;

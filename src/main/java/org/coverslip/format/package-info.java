/** What a format must provide. */
package org.coverslip.format;

/**
 * Bytes to samples and back, one class per compression. Codecs know no file and no slide: who calls them says which
 * file it was.
 */
package org.coverslip.codec;

/**
 * Bytes to samples and back, one class per compression. Codecs know bytes in memory or
 * {@linkplain org.coverslip.io.ByteSource at positions}, but no file and no slide: callers say which file it was.
 */
package org.coverslip.codec;

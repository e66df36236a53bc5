/** Slides on the network: bytes of objects over HTTP and from S3, in few, bounded and checked requests. */
package org.coverslip.remote;

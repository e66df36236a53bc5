package org.coverslip.remote;

import java.io.IOException;

/**
 * One question to a server: what is asked, how much of an answer is taken, and which answers are good.
 *
 * @param <T>
 *            what a good answer holds
 */
interface Exchange<T> {

	/** The value of the header Range; null to ask for the whole. */
	String range();

	/** The value of the header If-Match; null for none. */
	default String ifMatch() {
		return null;
	}

	/** Bytes that are taken of an answer's body. */
	int most(int status);

	/**
	 * What an answer holds.
	 *
	 * @throws PassingFault
	 *             if it is worth another try
	 * @throws IOException
	 *             with one sentence, if it is no good answer
	 */
	T take(HttpAnswer answer) throws IOException;
}

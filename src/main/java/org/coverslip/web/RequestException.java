package org.coverslip.web;

/** A request that cannot be answered, with what HTTP and people are to be told. */
final class RequestException extends RuntimeException {

	static final int BAD_REQUEST = 400;
	static final int NOT_FOUND = 404;
	static final int BUSY = 503;

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * @param status
	 *            of HTTP
	 * @param sentence
	 *            what is wrong
	 */
	RequestException(final int status, final String sentence) {
		super(sentence, null, false, false);
		this.status = status;
	}

	static RequestException notFound(final String what) {
		return new RequestException(NOT_FOUND, what);
	}

	int status() {
		return status;
	}
}

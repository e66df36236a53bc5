package org.coverslip.web;

import java.io.IOException;

/** A request that is answered when a thread is free; failures become answers too. */
record Request(Reply reply, Answer answer) implements NewestFirst.Work {

	/** Gives the answer. */
	@FunctionalInterface
	interface Answer {

		/**
		 * @param waitedMillis
		 *            how long the request waited for its thread
		 */
		void give(long waitedMillis) throws IOException;
	}

	@Override
	public void run(final long waitedMillis) {
		try {
			answer.give(waitedMillis);
		}
		catch (final IOException | RuntimeException | Error e) {
			fail(reply, e);
		}
	}

	@Override
	public void refuse() {
		fail(reply, new RequestException(RequestException.BUSY, "Too much has been asked for since; ask again."));
	}

	/** Says what went wrong; if the answer has begun, or nobody listens, the connection is closed. */
	static void fail(final Reply reply, final Throwable failure) {
		try {
			reply.problem(Sentences.status(failure), Sentences.of(failure));
		}
		catch (final IOException | RuntimeException e) {
			reply.abort();
		}
	}
}

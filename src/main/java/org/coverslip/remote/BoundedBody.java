package org.coverslip.remote;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes no more of an answer's body than was asked for; the rest is never transferred. For one answer. */
final class BoundedBody implements BodySubscriber<byte[]> {

	private final int most;
	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
	private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
	private volatile Subscription subscription;

	/**
	 * @param most
	 *            bytes that are taken; one more is taken of a longer body, so that it shows
	 */
	BoundedBody(final int most) {
		this.most = most;
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return whole;
	}

	@Override
	public void onSubscribe(final Subscription given) {
		subscription = given;
		if (whole.isDone()) given.cancel();
		else if (most == 0) finish();
		else given.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(final List<ByteBuffer> parts) {
		for (final ByteBuffer part : parts) {
			final byte[] taken = new byte[Math.min(part.remaining(), most + 1 - bytes.size())];
			part.get(taken);
			bytes.write(taken, 0, taken.length);
		}
		if (bytes.size() > most) finish();
	}

	private void finish() {
		whole.complete(bytes.toByteArray());
		subscription.cancel();
	}

	@Override
	public void onError(final Throwable failure) {
		whole.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		whole.complete(bytes.toByteArray());
	}

	/** Ends the transfer. */
	void cancel() {
		whole.cancel(false);
		if (subscription != null) subscription.cancel();
	}
}

package org.coverslip.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * An object on a server, read by ranges; its size and version are those of the first answer, and an object that has
 * changed since is refused. Immutable and thread-safe.
 */
final class RemoteObject {

	/** Bytes that the first request asks for: the beginning of the object. */
	static final int FIRST = BlockCache.BLOCK * 2;

	private final HttpDoor door;
	private final URI address;
	private final String shown;
	private final ObjectVersion version;

	/** What is kept of it is kept under this: of an object that is opened again unchanged, the same. */
	private final Object key;

	private RemoteObject(final HttpDoor door, final URI address, final String shown, final ObjectVersion version) {
		this.door = door;
		this.address = address;
		this.shown = shown;
		this.version = version;
		key = version.isTelling() ? new Key(address, version) : new Object();
	}

	private record Key(URI address, ObjectVersion version) {}

	/** The beginning of an object, and the object. */
	private record Beginning(byte[] bytes, ObjectVersion version) {}

	/**
	 * Asks for the beginning of an object, which is kept, and so for its size and version.
	 *
	 * @param shown
	 *            what it is called in sentences
	 * @throws NoSuchFileException
	 *             if there is none
	 * @throws IOException
	 *             with one sentence, if it cannot be read by ranges
	 */
	static RemoteObject open(final HttpDoor door, final URI address, final String shown) throws IOException {
		final Beginning beginning =
			door.ask(address, shown, new RangeExchange(shown, 0, FIRST), Deadline.ofRead());
		final RemoteObject object = new RemoteObject(door, address, shown, beginning.version);
		BlockCache.shared().put(object.key, 0, beginning.bytes);
		return object;
	}

	long size() {
		return version.size();
	}

	Object key() {
		return key;
	}

	/** What it is called in sentences. */
	@Override
	public String toString() {
		return shown;
	}

	/**
	 * Reads bytes.
	 *
	 * @param length
	 *            &gt; 0; the range is within the object
	 */
	byte[] read(final long position, final int length, final Deadline deadline) throws IOException {
		return door.ask(address, shown, new RangeExchange(shown, position, length) {

			@Override
			public String ifMatch() {
				return version.strongTag().orElse(null);
			}

			@Override
			public Beginning take(final HttpAnswer answer) throws IOException {
				if (answer.status() == 412 || answer.status() == 416) throw changed(shown);
				if (answer.status() == 404 || answer.status() == 410)
					throw new IOException(shown + " is not on the server any more");
				if (answer.status() == 401 || answer.status() == 403)
					throw new IOException(shown
						+ ": the server denies access by now; if the address was given for a time, ask for a new one");
				final Beginning part = super.take(answer);
				if (!version.isSameAs(part.version())) throw changed(shown);
				return part;
			}
		}, deadline).bytes;
	}

	private static IOException changed(final String shown) {
		return new IOException(shown + " has changed on the server since it was opened; open it again");
	}

	/** Asks for a range, and takes that range and nothing else for an answer. */
	private static class RangeExchange implements Exchange<Beginning> {

		private final String shown;
		private final long position;
		private final int length;

		RangeExchange(final String shown, final long position, final int length) {
			this.shown = shown;
			this.position = position;
			this.length = length;
		}

		@Override
		public String range() {
			return "bytes=" + position + "-" + (position + length - 1);
		}

		@Override
		public int most(final int status) {
			return status == 206 ? length : 0;
		}

		@Override
		public Beginning take(final HttpAnswer answer) throws IOException {
			switch (answer.status()) {
				case 206 -> {
					return part(answer);
				}
				case 200 -> throw new IOException(
					shown
						+ ": the server does not give parts of files (ranges of bytes), and slides are not read whole");
				case 401, 403 -> throw new AccessDeniedException(shown);
				case 404, 410 -> throw new NoSuchFileException(shown);
				case 416 -> {
					if (position == 0 && ContentRange.saysEmpty(answer.header("Content-Range").orElse("")))
						return new Beginning(new byte[0], ObjectVersion.of(answer, 0));
					throw new IOException(shown + ": the server refuses the range that was asked for");
				}
				default -> throw new IOException(shown + ": the server answers with status " + answer.status()
					+ answer.header("x-amz-bucket-region")
						.map(region -> "; the bucket lies in the region " + region + ", so set AWS_REGION to that")
						.orElse(""));
			}
		}

		private Beginning part(final HttpAnswer answer) throws IOException {
			if (!answer.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity"))
				throw new IOException(
					shown + ": the server compresses what it sends, so that positions in it mean nothing");
			final ContentRange range = ContentRange.of(answer.header("Content-Range").orElse(""))
				.orElseThrow(() -> new IOException(shown
					+ ": the server does not say which part of the file it sends, or how large the file is"));
			final long last = Math.min(position + length, range.total()) - 1;
			if (range.first() != position || range.last() != last)
				throw new IOException(shown + ": the server sends other bytes than those that were asked for ("
					+ range.first() + "-" + range.last() + " instead of " + position + "-" + last + ")");
			final long expected = last - position + 1;
			if (answer.body().length > expected)
				throw new IOException(shown + ": the server sends more bytes than it says");
			if (answer.body().length < expected)
				throw new PassingFault(shown + ": the answer is short, " + answer.body().length + " of " + expected
					+ " bytes", 0);
			return new Beginning(answer.body(), ObjectVersion.of(answer, range.total()));
		}
	}
}

package org.coverslip.remote;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * Asks for a short text as a whole: a list of files.
 *
 * @param shown
 *            what it is called in sentences
 * @param most
 *            bytes; a longer one is refused
 */
record WholeObject(String shown, int most) implements Exchange<byte[]> {

	@Override
	public String range() {
		return null;
	}

	@Override
	public int most(final int status) {
		return status == 200 ? most : 0;
	}

	@Override
	public byte[] take(final HttpAnswer answer) throws IOException {
		return switch (answer.status()) {
			case 200 -> checked(answer);
			case 401, 403 -> throw new AccessDeniedException(shown);
			case 404, 410 -> throw new NoSuchFileException(shown);
			default -> throw new IOException(shown + ": the server answers with status " + answer.status());
		};
	}

	private byte[] checked(final HttpAnswer answer) throws IOException {
		if (!answer.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity"))
			throw new IOException(shown + ": the server compresses what it sends");
		if (answer.body().length > most) throw new IOException(shown + " has more than " + most + " bytes");
		return answer.body();
	}
}

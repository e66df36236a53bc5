package org.coverslip.codec;

import static org.junit.Assert.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Damages sound streams in all the ways that a broken file may, and watches how a decoder takes it. */
public final class Damage {

	/** A decoder, whatever it decodes to. */
	@FunctionalInterface
	public interface Decoding {

		void decode(byte[] encoded) throws IOException;
	}

	private Damage() {}

	/**
	 * Cuts the stream after every byte; each part decodes or is refused with a {@link CodecException}. Returns how many
	 * decoded.
	 */
	public static int truncateEverywhere(final byte[] sound, final Decoding decoding) {
		int decoded = 0;
		for (int n = 0; n < sound.length; n++)
			if (decodes(Arrays.copyOf(sound, n), decoding, "cut after " + n + " bytes")) decoded++;
		return decoded;
	}

	/** Changes 1 to 8 random bytes, n times; each time it decodes or is refused with a {@link CodecException}. */
	public static int mutate(final byte[] sound, final int n, final Decoding decoding) {
		final Random random = new Random(20261120);
		int decoded = 0;
		for (int i = 0; i < n; i++) {
			final byte[] bytes = sound.clone();
			for (int changes = 1 + random.nextInt(8); changes > 0; changes--)
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			if (decodes(bytes, decoding, "mutation " + i)) decoded++;
		}
		return decoded;
	}

	private static boolean decodes(final byte[] bytes, final Decoding decoding, final String what) {
		try {
			decoding.decode(bytes);
			return true;
		}
		catch (final CodecException expected) {
			if (expected.getMessage() == null || expected.getMessage().isBlank())
				fail(what + ": a refusal without a message");
			return false;
		}
		catch (final IOException | RuntimeException | Error e) {
			throw new AssertionError(what + ": " + e, e);
		}
	}
}

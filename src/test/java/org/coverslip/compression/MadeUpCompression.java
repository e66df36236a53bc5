package org.coverslip.compression;

import java.util.Arrays;

/** Turns each bit of the bytes around. Not among the known ones: {@link AddedCompressionTest} adds it. */
public final class MadeUpCompression extends PackedCompression {

	static final int NUMBER = 65123;

	public MadeUpCompression() {
		super("madeup", "Made up", true, () -> MadeUpCompression::turned,
			() -> (bytes, length) -> Arrays.copyOf(turned(bytes), length), NUMBER);
	}

	private static byte[] turned(final byte[] bytes) {
		final byte[] turned = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++)
			turned[i] = (byte) ~bytes[i];
		return turned;
	}
}

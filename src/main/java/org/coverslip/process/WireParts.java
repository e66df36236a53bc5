package org.coverslip.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts and lists as bytes, for the same version of this program at both ends. */
public final class WireParts {

	/** More than any array has. */
	private static final int MOST = Integer.MAX_VALUE - 8;

	/** Writes one thing of a list. */
	@FunctionalInterface
	public interface Writer<T> {

		void write(T value) throws IOException;
	}

	/** Reads one thing of a list. */
	@FunctionalInterface
	public interface Reader<T> {

		T read() throws IOException;
	}

	private WireParts() {}

	public static void text(final String text, final DataOutputStream out) throws IOException {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	public static String text(final DataInputStream in) throws IOException {
		return new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
	}

	public static int length(final DataInputStream in) throws IOException {
		final int length = in.readInt();
		if (length < 0 || length > MOST) throw new IOException("a length of " + length);
		return length;
	}

	public static <T> void list(final List<T> values, final DataOutputStream out, final Writer<T> writer)
		throws IOException
	{
		out.writeInt(values.size());
		for (final T value : values)
			writer.write(value);
	}

	public static <T> List<T> list(final DataInputStream in, final Reader<T> reader) throws IOException {
		final List<T> values = new ArrayList<>();
		for (int n = length(in); n > 0; n--)
			values.add(reader.read());
		return values;
	}
}

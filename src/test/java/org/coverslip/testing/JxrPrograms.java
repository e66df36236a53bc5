package org.coverslip.testing;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * jxrlib's command line (Debian: libjxr-tools), which makes JPEG XR files and decodes them. Tests that ask for it are
 * skipped where it is absent.
 */
public final class JxrPrograms {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private JxrPrograms() {}

	/** Skips the test if the programs are not installed. */
	public static void assumeInstalled() {
		for (final String program : List.of("JxrEncApp", "JxrDecApp"))
			try {
				ExternalProgram.run(List.of(program), "", TIMEOUT);
			}
			catch (final IOException e) {
				assumeTrue("skipped: the program " + program + " is not installed (apt install libjxr-tools)", false);
			}
	}

	/**
	 * Encodes an image.
	 *
	 * @param source
	 *            a file in one of the formats that the program reads
	 * @param extension
	 *            of the source's name
	 * @param options
	 *            as for the program, {@code -c} with the pixel format among them
	 * @return empty if the program refuses
	 */
	public static Optional<byte[]> encode(final byte[] source, final String extension, final List<String> options)
		throws IOException {
		return run("JxrEncApp", source, extension, "jxr", options);
	}

	/** Encodes a block as above; red first in the block, whatever its order in the file. */
	public static byte[] encode(final PixelBlock block, final String... options) throws IOException {
		assumeInstalled();
		final boolean isColour = block.samples() == 3 && block.type() == PixelType.UINT8;
		final List<String> all = new ArrayList<>(List.of(options));
		if (!all.contains("-c"))
			all.addAll(List.of("-c", isColour ? "0" : block.samples() == 3 ? "10" : block.type() == PixelType.UINT8
				? "2" : "3"));
		final byte[] source = isColour && all.get(all.indexOf("-c") + 1).equals("0")
			? BmpFixture.colours(block, 24, false) : tiff(block, -1);
		return encode(source, source[0] == 'B' ? "bmp" : "tif", all)
			.orElseThrow(() -> new IOException("JxrEncApp refuses " + block.shape() + " with " + all));
	}

	/**
	 * Decodes a file to samples as they lie in memory, little-endian, red first.
	 *
	 * @return empty if the program fails
	 */
	public static Optional<byte[]> decode(final byte[] jxr, final String... options) throws IOException {
		return run("JxrDecApp", jxr, "jxr", "tif", List.of(options)).map(JxrPrograms::strip);
	}

	/** Decodes to a file of another kind, whose samples are what its last bytes are. */
	public static Optional<byte[]> decodeTo(final String extension, final byte[] jxr, final String... options)
		throws IOException {
		return run("JxrDecApp", jxr, "jxr", extension, List.of(options));
	}

	private static Optional<byte[]> run(final String program, final byte[] source, final String from, final String to,
		final List<String> options) throws IOException
	{
		final Path folder = Files.createTempDirectory("coverslip-jxr");
		final Path in = folder.resolve("in." + from);
		final Path out = folder.resolve("out." + to);
		try {
			Files.write(in, source);
			final List<String> command = new ArrayList<>(List.of(program, "-i", in.toString(), "-o", out.toString()));
			command.addAll(options);
			final int status = ExternalProgram.run(command, "", TIMEOUT).status();
			return status == 0 && Files.size(out) > 0 ? Optional.of(Files.readAllBytes(out)) : Optional.empty();
		}
		finally {
			Files.deleteIfExists(in);
			Files.deleteIfExists(out);
			Files.delete(folder);
		}
	}

	/** The samples of an uncompressed TIFF with one strip. */
	private static byte[] strip(final byte[] tiff) {
		final ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
		int at = file.getInt(4);
		int offset = 0;
		int length = 0;
		for (int n = file.getShort(at), i = 0; i < n; i++) {
			final int entry = at + 2 + 12 * i;
			final int value = file.getShort(entry + 2) == 3 ? file.getShort(entry + 8) & 0xffff
				: file.getInt(entry + 8);
			if (file.getShort(entry) == 273) offset = value;
			if (file.getShort(entry) == 279) length = value;
		}
		at = offset;
		return java.util.Arrays.copyOfRange(tiff, at, at + length);
	}

	/**
	 * An uncompressed TIFF.
	 *
	 * @param format
	 *            the sample format: 1 unsigned, 2 signed, 3 floating; -1 as the block has it
	 */
	public static byte[] tiff(final PixelBlock block, final int format) {
		return tiff(block.width(), block.height(), block.samples(), block.type().bits(),
			format > 0 ? format : block.type().isFloating() ? 3 : block.type().isSigned() ? 2 : 1, bytes(block));
	}

	/**
	 * An uncompressed TIFF.
	 *
	 * @param data
	 *            samples, little-endian
	 */
	public static byte[] tiff(final int width, final int height, final int samples, final int bits, final int format,
		final byte[] data)
	{
		final int entries = samples == 4 ? 12 : 11;
		final int lists = 8 + 2 + 12 * entries + 4;
		final int start = lists + 4 * samples;
		final ByteBuffer file = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries);
		entry(file, 256, 4, 1, width);
		entry(file, 257, 4, 1, height);
		list(file, 258, samples, bits, lists);
		entry(file, 259, 3, 1, 1);
		entry(file, 262, 3, 1, samples >= 3 ? 2 : 1);
		entry(file, 273, 4, 1, start);
		entry(file, 277, 3, 1, samples);
		entry(file, 278, 4, 1, height);
		entry(file, 279, 4, 1, data.length);
		entry(file, 284, 3, 1, 1);
		if (samples == 4) entry(file, 338, 3, 1, 2);
		list(file, 339, samples, format, lists + 2 * samples);
		file.putInt(0);
		for (int i = 0; i < samples; i++)
			file.putShort((short) bits);
		for (int i = 0; i < samples; i++)
			file.putShort((short) format);
		file.put(data);
		return file.array();
	}

	private static void entry(final ByteBuffer file, final int tag, final int type, final int count, final int value) {
		file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}

	/** The same short for each sample: in place for one, two in place as well, else in a list. */
	private static void list(final ByteBuffer file, final int tag, final int samples, final int value, final int at) {
		entry(file, tag, 3, samples, samples == 1 ? value : at);
	}

	/** The samples of a block as they lie in memory, little-endian. */
	public static byte[] bytes(final PixelBlock block) {
		final ByteBuffer bytes = ByteBuffer.allocate((int) block.shape().byteCount()).order(ByteOrder.LITTLE_ENDIAN);
		switch (block.type()) {
			case UINT8, INT8 -> bytes.put(block.bytes());
			case UINT16, INT16 -> bytes.asShortBuffer().put(block.shorts());
			case UINT32, INT32 -> bytes.asIntBuffer().put(block.ints());
			case FLOAT32 -> bytes.asFloatBuffer().put(block.floats());
			case FLOAT64 -> bytes.asDoubleBuffer().put(block.doubles());
		}
		return bytes.array();
	}
}

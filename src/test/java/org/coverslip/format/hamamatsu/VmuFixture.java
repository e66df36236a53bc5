package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;

/** Builds VMU slides in a folder. */
final class VmuFixture {

	private static final int START = 64;

	private final Path folder;
	private final int bits;
	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * @param bits
	 *            of a pixel: 36 or 24
	 */
	VmuFixture(final Path folder, final int bits) {
		this.folder = folder;
		this.bits = bits;
		set("NoLayers", "1").set("BitsPerPixel", bits + "").set("PixelOrder", "RGB").set("SourceLens", "20.5")
			.set("PhysicalWidth", "123456");
		set("PhysicalHeight", "98765").set("Reference", "ngr; test = 1");
	}

	/** What sample {@code s} of a pixel is, of 12 bits or 8. */
	int value(final long x, final long y, final int s, final int seed) {
		final int value = TestPattern.value(x * (1 + seed) + seed, y, s);
		return bits == 24 ? value : value << 4 | (int) (x * 7 + y * 3 + s) & 15;
	}

	VmuFixture image(final String key, final int width, final int height, final int column, final int seed)
		throws IOException {
		final String name = key + ".ngr";
		final int sampleBytes = bits == 24 ? 1 : 2;
		final ByteBuffer file = ByteBuffer.allocate(START + width * height * 3 * sampleBytes)
			.order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'G').put((byte) 'N').putShort((short) 1).putInt(width).putInt(height).putInt(column).putInt(0)
			.putInt(0).putInt(START);
		file.position(START);
		for (int left = 0; left < width; left += column)
			for (int y = 0; y < height; y++)
				for (int x = left; x < left + column; x++)
					for (int s = 0; s < 3; s++)
						if (sampleBytes == 1) file.put((byte) value(x, y, s, seed));
						else file.putShort((short) value(x, y, s, seed));
		Files.write(folder.resolve(name), file.array());
		return set(key, name);
	}

	VmuFixture macro() throws IOException {
		Files.write(folder.resolve("macro.jpg"),
			JpegFixture.sampled(2, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(80, 30))));
		return set("MacroImage", "macro.jpg");
	}

	VmuFixture set(final String key, final String value) {
		values.put(key, value);
		return this;
	}

	VmuFixture without(final String key) {
		values.remove(key);
		return this;
	}

	/** Writes the text; the file to open. */
	Path write() throws IOException {
		final StringBuilder text = new StringBuilder("[Uncompressed Virtual Microscope Specimen]\n");
		values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
		return Files.writeString(folder.resolve("slide.vmu"), text);
	}

	/** A slide with everything. */
	static VmuFixture usual(final Path folder, final int bits) throws IOException {
		return new VmuFixture(folder, bits).image("ImageFile", 600, 404, 200, 0).image("MapFile", 150, 101, 50, 1)
			.macro();
	}
}

package org.coverslip.format.zeiss;

import static org.coverslip.format.zeiss.CziFixture.BGR24;
import static org.coverslip.format.zeiss.CziFixture.GRAY16;
import static org.coverslip.format.zeiss.CziFixture.pattern;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.codec.ZstdCodec;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.JpegFixture;

/**
 * What each format must do, on a recording of two scenes, two channels, two times and three focal planes in two
 * resolutions.
 */
public class ZeissFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new ZeissFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return recording().write(into.resolve("recording.czi"));
	}

	static CziFixture recording() throws IOException {
		final CziFixture czi = new CziFixture().xml(ZeissXml.sound());
		int seed = 0;
		for (int s = 0; s < 2; s++)
			for (int c = 0; c < 2; c++)
				for (int t = 0; t < 2; t++)
					for (int z = 0; z < 3; z++) {
						// tiles overlap by 10 pixels; the lower left one lies below all others, and one is missing in
						// places
						for (int m = 0; m < 4; m++)
							if (seed++ % 9 != 0) czi.add(
								plane(new Block(GRAY16, 0, -500 + 300 * s + m % 2 * 60, 70 + m / 2 * 50, 70, 60), s, c,
								t, z).dim("M", m == 2 ? 0 : m + 1),
								pattern(70, 60, 2, seed));
						czi.add(plane(new Block(GRAY16, 5, -500 + 300 * s, 70, 130, 110).stored(65, 55), s, c, t, z),
							new ZstdCodec().encode(pattern(65, 55, 2, seed)));
					}
		final byte[] preview = new CziFixture()
			.add(new Block(BGR24, 0, 0, 0, 30, 20).dim("C", 0).dim("S", 0), pattern(30, 20, 3, 1)).bytes();
		final PixelBlock thumbnail = new PixelBlock(new BlockShape(24, 16, 3, PixelType.UINT8), pattern(24, 16, 3, 5));
		return czi.attach("TimeStamps", "CZTIMS", new byte[40]).attach("SlidePreview", "CZI", preview)
			.attach("Thumbnail", "JPG", JpegFixture.sampled(2, 2).encode(thumbnail)).attach("Label", "CZI", preview);
	}

	private static Block plane(final Block block, final int s, final int c, final int t, final int z) {
		return block.dim("S", s).dim("C", c).dim("T", t).dim("Z", z);
	}
}

package org.coverslip.format.trestle;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;

/** Builds Trestle slides in code, from the published layout. */
final class TrestleFixture {

	/** As a scanner writes it, with the blank before the first overlap. */
	static final String DESCRIPTION =
		"Background Color=E6E7E8;White Balance=5D5D5D;Objective Power=10;JPEG Quality=65;OverlapsXY= 16 16 8 8 4 4";

	private TrestleFixture() {}

	@FunctionalInterface
	interface Recipe {

		void cook(TiffFixture tiff) throws IOException;
	}

	static Path write(final Path path, final Recipe recipe) throws IOException {
		try (TiffFixture tiff = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			recipe.cook(tiff);
		}
		return path;
	}

	/** Writes the macro beside a slide. */
	static void macro(final Path slide, final int width, final int height) throws IOException {
		final byte[] jpeg = JpegEncoder.ofWholeStreams(90, JpegSubsampling.COLUMNS_AND_ROWS, 3)
			.encode(TestPattern.block(3, 4, TestPattern.rgb(width, height)));
		Files.write(slide.resolveSibling(slide.getFileName().toString().replace(".tif", ".Full")), jpeg);
	}

	/** Describes the first directory. */
	static IfdBuilder first(final IfdBuilder ifd, final String description) {
		return ifd.ascii(IMAGE_DESCRIPTION, description).ascii(SOFTWARE, "MedScan 2.0")
			.ascii(COPYRIGHT, "Trestle Corp.")
			.rationals(X_RESOLUTION, 0.9879).rationals(Y_RESOLUTION, 0.9801);
	}

	/**
	 * Three levels of tiles of 128 x 128 pixels, which by the overlaps of {@link #DESCRIPTION} show 1024 x 768, 512 x
	 * 384 and 256 x 192 pixels. Each tile goes on where its neighbour ends as if there were no overlaps, so that it can
	 * be seen which is on top.
	 */
	static void pyramid(final TiffFixture f) throws IOException {
		f.add(first(f.tiled(1024 + 8 * 16, 768 + 6 * 16, 1), DESCRIPTION));
		f.add(f.tiled(512 + 4 * 8, 384 + 3 * 8, 2)).add(f.tiled(256 + 2 * 4, 192 + 4, 4));
	}
}

package org.coverslip.annotation.ome;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.mask.LabelNames;
import org.coverslip.annotation.mask.LabelNumbering;
import org.coverslip.annotation.mask.MaskTracer;
import org.coverslip.annotation.mask.TraceOptions;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * The pixels of a Mask: a bit each, row by row without gaps, the highest of a byte first, as OMERO has it; or a byte
 * each where there are so many.
 */
final class OmeMask {

	private static final int LONGEST_TEXT = 64 << 20;
	private static final long MOST_PIXELS = 1 << 28;

	private final byte[] bytes;

	private OmeMask(final byte[] bytes) {
		this.bytes = bytes;
	}

	/** That of the BinData at which this is. */
	static OmeMask read(final AnnotationXml xml) throws IOException {
		final String compression = xml.text("Compression");
		final String text = xml.text(LONGEST_TEXT);
		final byte[] packed;
		try {
			packed = Base64.getMimeDecoder().decode(text);
		}
		catch (final IllegalArgumentException e) {
			throw xml.fault("a mask whose BinData is no Base64");
		}
		if (compression.isEmpty() || compression.equals("none")) return new OmeMask(packed);
		if (!compression.equals("zlib")) return new OmeMask(null);
		try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(packed))) {
			return new OmeMask(inflated.readNBytes((int) MOST_PIXELS));
		}
		catch (final ZipException e) {
			throw xml.fault("a mask whose BinData is not compressed by zlib");
		}
	}

	/** Whether its compression is known. */
	boolean isReadable() {
		return bytes != null;
	}

	/**
	 * The outlines of its pixels.
	 *
	 * @param box
	 *            where it lies
	 * @return null if no pixel is set, or they cannot be read
	 */
	Geometry traced(final Box box) throws IOException {
		final int width = (int) box.width();
		final int height = (int) box.height();
		final long count = (long) width * height;
		if (bytes == null || count < 1 || count > MOST_PIXELS || bytes.length < (count + 7) / 8) return null;
		final boolean isBytes = bytes.length >= count;
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, 1, PixelType.UINT8));
		final byte[] samples = block.bytes();
		for (int i = 0; i < count; i++)
			samples[i] = (byte) ((isBytes ? bytes[i] : bytes[i >> 3] >> 7 - (i & 7) & 1) == 0 ? 0 : 1);
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, width, height);
		final Level level = Level.builder(width, height, (tile, plane) -> Optional.of(block)).grid(grid)
			.samples(PixelType.UINT8, 1).build();
		final Scene scene = Scene.builder(SlideLifetime.inMemory("mask")).name("mask")
			.channels(List.of(Channel.named("mask"))).levels(List.of(level)).bounds(level.region()).background(0)
			.categorical(Optional.of(true)).build();
		final List<Annotation> found = new ArrayList<>();
		MaskTracer.trace("mask", scene, 0, Plane.FIRST, TraceOptions.of(LabelNumbering.OBJECT), LabelNames.NONE,
			new Remarks(), ProgressListener.NONE, found::add);
		return found.isEmpty() ? null : found.get(0).geometry().moved(box.x(), box.y());
	}
}

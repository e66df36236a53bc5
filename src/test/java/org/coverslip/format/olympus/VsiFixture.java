package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.TagFixture.*;
import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.SamplePacker;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.TestPattern;

/** Builds .vsi files: a TIFF with pages of {@link TestPattern} in one strip each, and a tree of tags. */
final class VsiFixture {

	static final int Z = 1;
	static final int TIME = 2;
	static final int LAMBDA = 3;
	static final int CHANNEL = 4;

	private final List<TagFixture> stacks = new ArrayList<>();
	private final List<PixelBlock> pages = new ArrayList<>();

	/** A page of the TIFF; plane n is the pattern shifted by n columns. */
	VsiFixture page(final int width, final int height, final int samples, final PixelType type, final int plane) {
		pages.add(TestPattern.block(plane, 0, new BlockShape(width, height, samples, type)));
		return this;
	}

	VsiFixture add(final TagFixture stack) {
		stacks.add(stack);
		return this;
	}

	/** A stack whose pixels are in a file of their own. */
	VsiFixture stack(final int number, final int kind, final String name, final int width, final int height,
		final int originX,
		final int originY, final TagFixture... dimensions)
	{
		final List<TagFixture> tags = new ArrayList<>();
		tags.add(ints(DIMENSION_SIZES, 8195));
		tags.add(indexed(FRAME, 0, volume(EXTERNAL_FILE, ints(IMAGE_BOUNDARY, 259, 0, 0, width, height),
			ints(TILE_ORIGIN, 8199, originX, originY, 0), inline(HAS_EXTERNAL_FILE, 1))));
		tags.add(properties(kind, name, 0.25, 0.5));
		tags.addAll(List.of(dimensions));
		return add(indexed(STACK, number, tags.toArray(TagFixture[]::new)));
	}

	/** What is known of a stack. */
	static TagFixture properties(final int kind, final String name, final double pixelX, final double pixelY) {
		return volume(STACK_PROPERTIES, doubles(RWC_FRAME_ORIGIN, 260, -100.5, 200), text(STACK_NAME, name),
			time(CREATION_TIME, 1622473135),
			doubles(RWC_FRAME_SCALE, 260, pixelX, pixelY), text(RWC_FRAME_UNIT, 13, "10^-6m^1"),
			volume(DEVICES,
			volume(1, volume(DEVICE_PROPERTIES, inline(EXPOSURE_TIME, 1234)), inline(DEVICE_SUBTYPE, CAMERA),
			text(DEVICE_NAME, "Eye")),
				volume(2, volume(DEVICE_PROPERTIES, text(OBJECTIVE_NAME, "UPLSAPO"), doubles(MAGNIFICATION, 10, 40),
					doubles(NUMERICAL_APERTURE, 10, 0.95), quantity(WORKING_DISTANCE, "10^-6m^1", 180)),
					inline(DEVICE_SUBTYPE, 20000))),
			inline(STACK_TYPE, kind));
	}

	static TagFixture times(final int index) {
		return indexed(DIMENSION, index, indexed(DIMENSION_STEP, 0, inline(DIMENSION_MEANING, TIME)));
	}

	static TagFixture focus(final int index, final double step) {
		return indexed(DIMENSION, index,
			indexed(DIMENSION_STEP, 0, quantity(Z_INCREMENT, "10^-6m^1", step), inline(DIMENSION_MEANING, Z),
			quantity(Z_START, "10^-6m^1", 5000)));
	}

	/** Channels, the first of which is shown in blue. */
	static TagFixture channels(final int index, final String... names) {
		final TagFixture[] steps = new TagFixture[names.length];
		for (int c = 0; c < names.length; c++)
			steps[c] = indexed(DIMENSION_STEP, c, colours(DISPLAY_LUT, 0, 0, 0, 255, 100 * c, c),
				inline(DIMENSION_MEANING, CHANNEL),
				quantity(EMISSION_WAVELENGTH, "10^-9m^1", 455 + 63 * c), text(CHANNEL_NAME, names[c]));
		return indexed(DIMENSION, index, steps);
	}

	/** A dimension of another meaning. */
	static TagFixture dimension(final int index, final int meaning) {
		return indexed(DIMENSION, index, indexed(DIMENSION_STEP, 0, inline(DIMENSION_MEANING, meaning)));
	}

	Path write(final Path path) throws IOException {
		return Files.write(path, bytes());
	}

	/** The file: header, tags, strips, directories. */
	byte[] bytes() {
		final List<TagFixture> all = new ArrayList<>();
		all.add(TagFixture.page(FRAME_IFD, 0));
		all.addAll(stacks);
		all.add(volume(COLLECTION_PROPERTIES,
			volume(DOCUMENT, text(PRODUCT_NAME, "cellSens"), text(PRODUCT_VERSION, "4.1")),
			volume(SLIDE, text(SLIDE_BARCODE, "A-1"))));
		final byte[] tags = TagFixture.write(List.of(indexed(COLLECTION, 0, all.toArray(TagFixture[]::new))));
		final int start = 8 + tags.length + (tags.length & 1);
		int length = start;
		final List<PixelBlock> written = pages.isEmpty() ? List.of(TestPattern.block(0, 0, TestPattern.rgb(20, 10)))
			: pages;
		for (final PixelBlock page : written)
			length += (int) page.shape().byteCount() + 200;
		final ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		out.put(new byte[] { 'I', 'I', 42, 0 }).putInt(0).put(tags).position(start);
		int link = 4;
		for (final PixelBlock page : written) {
			final int strip = out.position();
			out.put(SamplePacker.pack(page));
			out.position(out.position() + (out.position() & 1));
			final int bits = out.position();
			for (int s = 0; s < page.samples(); s++)
				out.putShort((short) page.type().bits());
			out.putInt(link, out.position());
			directory(out, page, strip, page.samples() == 1 ? page.type().bits() : bits);
			link = out.position() - 4;
		}
		return Arrays.copyOf(out.array(), out.position());
	}

	private static void directory(final ByteBuffer out, final PixelBlock page, final int strip, final int bits) {
		out.putShort((short) 9);
		entry(out, 256, 4, 1, page.width());
		entry(out, 257, 4, 1, page.height());
		entry(out, 258, 3, page.samples(), bits);
		entry(out, 259, 3, 1, 1);
		entry(out, 262, 3, 1, page.samples() == 1 ? 1 : 2);
		entry(out, 273, 4, 1, strip);
		entry(out, 277, 3, 1, page.samples());
		entry(out, 278, 4, 1, page.height());
		entry(out, 279, 4, 1, (int) page.shape().byteCount());
		out.putInt(0);
	}

	private static void entry(final ByteBuffer out, final int tag, final int type, final int count, final int value) {
		out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}
}

package org.coverslip.format.lif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * Tiles cut from the planes of an image, which are stored whole and not compressed. No more is read than a tile needs.
 * What is missing from a memory block is 0, as Bio-Formats shows it, and a tile that is missing entirely is absent.
 * Thread-safe.
 */
final class LifTiles implements TileSource {

	/** Samples further apart than this are read one by one. */
	private static final int FURTHEST = 4096;
	/** At most so many bytes are read at once where not all of them are wanted. */
	private static final int LONGEST_RUN = 16 << 20;

	private final LifImage image;
	private final MemoryBlock block;
	private final SlideLifetime lifetime;
	private final PixelType type;
	private final Places places;
	/** For each channel of the scene, where its samples lie: one, or red, green and blue. */
	private final List<List<Stored>> channels;

	/**
	 * Samples of one channel.
	 *
	 * @param offset
	 *            of the first one in the memory block
	 */
	record Stored(SampleFormat format, long offset) {}

	/**
	 * A tile.
	 *
	 * @param offset
	 *            in the memory block of the place of the stage that it belongs to
	 * @param x
	 *            its first column in the stored plane
	 * @param width
	 *            columns, including padding, which reaches beyond the plane's edge
	 */
	record Place(long offset, long x, long y, int width, int height) {}

	/** Where tiles lie. */
	@FunctionalInterface
	interface Places {

		Place of(long tile);
	}

	/**
	 * @param type
	 *            of the scene: that of all samples, or one that holds the values of all
	 */
	LifTiles(final LifImage image, final MemoryBlock block, final SlideLifetime lifetime, final PixelType type,
		final Places places,
		final List<List<Stored>> channels)
	{
		this.image = image;
		this.block = block;
		this.lifetime = lifetime;
		this.type = type;
		this.places = places;
		this.channels = channels;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Place place = places.of(tile);
		final List<Stored> samples = channels.get(plane.channel());
		final long planeAt = place.offset + LifImage.offset(image.z(), plane.z())
			+ LifImage.offset(image.t(), plane.t())
			+ place.x * image.x().stride() + place.y * image.y().stride();
		final int columns = (int) Math.min(place.width, image.x().count() - place.x);
		final int rows = (int) Math.min(place.height, image.y().count() - place.y);
		final BlockShape shape = new BlockShape(place.width, place.height, samples.size(), type);
		try {
			final PixelBlock pixels = PixelBlock.zeros(shape);
			boolean any = false;
			for (int s = 0; s < samples.size(); s++) {
				final Run run = new Run(samples.get(s), planeAt, s, columns, rows);
				any |= block.holdsAny(run.begin, run.extent());
				run.readInto(pixels);
			}
			return any ? Optional.of(pixels) : Optional.empty();
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	/** Reads one sample of each pixel of a tile. */
	private final class Run {

		private final SampleFormat format;
		private final long begin;
		private final int sample;
		/** Along the axis whose samples lie closer together. */
		private final int innerCount;
		private final long innerStride;
		private final int outerCount;
		private final long outerStride;
		private final boolean rowwise;

		Run(final Stored stored, final long planeAt, final int sample, final int columns, final int rows) {
			format = stored.format;
			begin = planeAt + stored.offset;
			this.sample = sample;
			rowwise = rows == 1 || columns > 1 && image.x().stride() <= image.y().stride();
			innerCount = rowwise ? columns : rows;
			innerStride = rowwise ? image.x().stride() : image.y().stride();
			outerCount = rowwise ? rows : columns;
			outerStride = rowwise ? image.y().stride() : image.x().stride();
		}

		long extent() {
			return inner() + (outerCount - 1) * outerStride;
		}

		private long inner() {
			return (innerCount - 1) * innerStride + format.bytes();
		}

		void readInto(final PixelBlock pixels) throws IOException {
			final long wanted = (long) innerCount * outerCount * format.bytes();
			if (extent() <= 4 * wanted && extent() <= LONGEST_RUN) {
				final ByteBuffer bytes = read(begin, (int) extent());
				for (int i = 0; i < outerCount; i++)
					unpack(bytes, (int) (i * outerStride), pixels, i);
			}
			else if (innerStride <= FURTHEST && inner() <= LONGEST_RUN)
				for (int i = 0; i < outerCount; i++)
					unpack(read(begin + i * outerStride, (int) inner()), 0, pixels, i);
			else for (int i = 0; i < outerCount; i++)
				for (int j = 0; j < innerCount; j++)
					pixels.put(index(pixels, i, j),
						format.value(read(begin + i * outerStride + j * innerStride, format.bytes()), 0));
		}

		private ByteBuffer read(final long start, final int length) throws IOException {
			final ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
			block.read(start, bytes, length);
			return bytes;
		}

		/** Puts the samples of one run along the inner axis in their places. */
		private void unpack(final ByteBuffer bytes, final int at, final PixelBlock pixels, final int outer) {
			if (rowwise && innerStride == format.bytes() && pixels.samples() == 1 && format.isPlain()
				&& format.type() == type)
				copy(bytes.slice(at, innerCount * format.bytes()).order(ByteOrder.LITTLE_ENDIAN), pixels,
				index(pixels, outer, 0));
			else for (int j = 0; j < innerCount; j++)
				pixels.put(index(pixels, outer, j), format.value(bytes, at + (int) (j * innerStride)));
		}

		private void copy(final ByteBuffer bytes, final PixelBlock pixels, final int to) {
			switch (format) {
				case UINT8 -> bytes.get(pixels.bytes(), to, innerCount);
				case UINT16 -> bytes.asShortBuffer().get(pixels.shorts(), to, innerCount);
				case UINT32 -> bytes.asIntBuffer().get(pixels.ints(), to, innerCount);
				case FLOAT32 -> bytes.asFloatBuffer().get(pixels.floats(), to, innerCount);
				case FLOAT64 -> bytes.asDoubleBuffer().get(pixels.doubles(), to, innerCount);
				default -> throw new IllegalStateException(format + " is not stored as it is in memory");
			}
		}

		private int index(final PixelBlock pixels, final int outer, final int inner) {
			final int x = rowwise ? inner : outer;
			final int y = rowwise ? outer : inner;
			return (y * pixels.width() + x) * pixels.samples() + sample;
		}
	}
}

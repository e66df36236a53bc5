package org.coverslip.img;

import java.util.function.ToDoubleFunction;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.BooleanType;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Copies boxes of an ImgLib2 image of X, Y, C, Z, T into blocks. Thread-safe. */
final class ImageTiles {

	private final PixelType type;
	private final int samples;
	private final Boxes boxes;

	private ImageTiles(final PixelType type, final int samples, final Boxes boxes) {
		this.type = type;
		this.samples = samples;
		this.boxes = boxes;
	}

	/**
	 * @param image
	 *            of five dimensions that begin at 0
	 * @param rgb
	 *            whether a block takes its three samples from the first three channels, or from {@code ARGBType}
	 */
	@SuppressWarnings("unchecked")
	static ImageTiles of(final RandomAccessibleInterval<?> image, final boolean rgb) {
		final Object type = image.getType();
		if (type instanceof ARGBType)
			return new ImageTiles(PixelType.UINT8, 3, argb((RandomAccessibleInterval<ARGBType>) image));
		final int samples = rgb ? 3 : 1;
		final PixelType own = nativeType(type);
		if (own != null) return new ImageTiles(own, samples, planar(primitive(image, own), samples));
		if (type instanceof BooleanType)
			return new ImageTiles(PixelType.UINT8, samples,
				planar(converted((RandomAccessibleInterval<BooleanType<?>>) image,
				PixelType.UINT8, value -> value.get() ? 255 : 0), samples));
		if (!(type instanceof RealType))
			throw new IllegalArgumentException("pixels of type " + type.getClass().getSimpleName()
				+ " cannot be written");
		final PixelType near = type instanceof LongType || type instanceof UnsignedLongType ? PixelType.FLOAT64
			: PixelType.FLOAT32;
		return new ImageTiles(near, samples,
			planar(converted((RandomAccessibleInterval<RealType<?>>) image, near, RealType::getRealDouble), samples));
	}

	private static PixelType nativeType(final Object type) {
		if (type instanceof UnsignedByteType) return PixelType.UINT8;
		if (type instanceof ByteType) return PixelType.INT8;
		if (type instanceof UnsignedShortType) return PixelType.UINT16;
		if (type instanceof ShortType) return PixelType.INT16;
		if (type instanceof UnsignedIntType) return PixelType.UINT32;
		if (type instanceof IntType) return PixelType.INT32;
		if (type instanceof FloatType) return PixelType.FLOAT32;
		return type instanceof DoubleType ? PixelType.FLOAT64 : null;
	}

	PixelType type() {
		return type;
	}

	/**
	 * Reads one tile.
	 *
	 * @param place
	 *            the tile; what of it lies outside the image is 0
	 * @param bounds
	 *            the image
	 */
	PixelBlock read(final Region place, final Region bounds, final Plane plane) {
		final Region part = place.intersect(bounds);
		final PixelBlock read = boxes.read(part, plane);
		if (part.equals(place)) return read;
		final PixelBlock tile =
			PixelBlock.zeros(new BlockShape((int) place.width(), (int) place.height(), samples, type));
		read.copyTo(0, 0, tile, 0, 0, read.width(), read.height());
		return tile;
	}

	/** One box of the image that lies inside it. */
	@FunctionalInterface
	private interface Boxes {

		PixelBlock read(Region box, Plane plane);
	}

	private static Boxes argb(final RandomAccessibleInterval<ARGBType> image) {
		final PrimitiveBlocks<ARGBType> blocks = PrimitiveBlocks.of(image, OnFallback.ACCEPT).threadSafe();
		return (box, plane) -> {
			final PixelBlock rgb =
				PixelBlock.zeros(new BlockShape((int) box.width(), (int) box.height(), 3, PixelType.UINT8));
			final int[] words = new int[rgb.shape().pixels()];
			blocks.copy(position(box, plane), words, size(box));
			final byte[] bytes = rgb.bytes();
			for (int i = 0; i < words.length; i++) {
				bytes[3 * i] = (byte) (words[i] >> 16);
				bytes[3 * i + 1] = (byte) (words[i] >> 8);
				bytes[3 * i + 2] = (byte) words[i];
			}
			return rgb;
		};
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Boxes primitive(final RandomAccessibleInterval<?> image, final PixelType type) {
		final PrimitiveBlocks<? extends NativeType<?>> blocks = PrimitiveBlocks.of((RandomAccessibleInterval) image,
			OnFallback.ACCEPT).threadSafe();
		return (box, plane) -> {
			final PixelBlock block = PixelBlock.zeros(new BlockShape((int) box.width(), (int) box.height(), 1, type));
			blocks.copy(position(box, plane), block.array(), size(box));
			return block;
		};
	}

	private static <T> Boxes converted(final RandomAccessibleInterval<T> image, final PixelType type,
		final ToDoubleFunction<T> value)
	{
		return (box, plane) -> {
			final PixelBlock block = PixelBlock.zeros(new BlockShape((int) box.width(), (int) box.height(), 1, type));
			final Cursor<T> cursor = Views.flatIterable(Views.offsetInterval(image, position(box, plane),
				new long[] { box.width(), box.height(), 1, 1, 1 })).cursor();
			for (int i = 0; cursor.hasNext(); i++) {
				final double v = value.applyAsDouble(cursor.next());
				switch (type) {
					case UINT8 -> block.bytes()[i] = (byte) v;
					case FLOAT32 -> block.floats()[i] = (float) v;
					default -> block.doubles()[i] = v;
				}
			}
			return block;
		};
	}

	/** Boxes of one sample as they are, or three channels together as one box of three samples. */
	private static Boxes planar(final Boxes channel, final int samples) {
		if (samples == 1) return channel;
		return (box, plane) -> {
			final PixelBlock first = channel.read(box, plane);
			final PixelBlock all =
				PixelBlock.zeros(new BlockShape(first.width(), first.height() * samples, 1, first.type()));
			first.copyTo(0, 0, all, 0, 0, first.width(), first.height());
			for (int c = 1; c < samples; c++)
				channel.read(box, new Plane(c, plane.z(), plane.t()))
					.copyTo(0, 0, all, 0, c * first.height(), first.width(),
					first.height());
			return SampleOrder.interleaved(all, samples);
		};
	}

	private static long[] position(final Region box, final Plane plane) {
		return new long[] { box.x(), box.y(), plane.channel(), plane.z(), plane.t() };
	}

	private static int[] size(final Region box) {
		return new int[] { (int) box.width(), (int) box.height(), 1, 1, 1 };
	}
}

package org.coverslip.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * A scene whose pixels follow from their place, for tests: {@link #value} says each of them, and each read of a tile is
 * counted.
 */
public final class ProceduralScene {

	private final PixelType type;
	private final int samples;
	private final Scene scene;
	private final SlideLifetime lifetime = SlideLifetime.inMemory("procedural.slide");
	private final ConcurrentHashMap<List<Object>, AtomicInteger> reads = new ConcurrentHashMap<>();

	private ProceduralScene(final long width, final long height, final int tile, final double[] downsamples,
		final PixelType type,
		final int samples, final List<Channel> channels, final int sizeZ, final int sizeT, final LongPredicate absent)
	{
		this.type = type;
		this.samples = samples;
		final List<Level> levels = new ArrayList<>();
		for (final double downsample : downsamples) {
			final int index = levels.size();
			final LevelScale scale = new LevelScale(downsample);
			final long w = scale.lengthInLevel(width);
			final long h = scale.lengthInLevel(height);
			final UniformTileGrid grid = UniformTileGrid.covering(w, h, tile, tile);
			levels.add(Level.builder(w, h, (n, plane) -> {
				lifetime.checkOpen();
				reads.computeIfAbsent(List.of(index, n, plane), key -> new AtomicInteger()).incrementAndGet();
				return absent.test(n) ? Optional.empty() : Optional.of(tile(index, grid.tileRegion(n), plane));
			}).scale(scale).grid(grid).samples(type, samples).build());
		}
		scene = Scene.builder(lifetime).name("procedural").channels(channels).sizeZ(sizeZ).sizeT(sizeT)
			.pixelSize(Optional.of(new PixelSize(0.25, 0.25)))
			.pixelSizeZ(sizeZ > 1 ? OptionalDouble.of(1.5) : OptionalDouble.empty())
			.objectivePower(OptionalDouble.of(40)).levels(levels)
			.background(0xf0f1f2).build();
	}

	/** RGB of 8 bits, no tile absent. */
	public static ProceduralScene rgb(final long width, final long height, final int tile,
		final double... downsamples) {
		return rgbWithout(n -> false, width, height, tile, downsamples);
	}

	/** RGB of 8 bits, where the tiles of the given numbers are absent on each level. */
	public static ProceduralScene rgbWithout(final LongPredicate absent, final long width, final long height,
		final int tile,
		final double... downsamples)
	{
		return new ProceduralScene(width, height, tile, downsamples, PixelType.UINT8, 3, List.of(Channel.rgb()), 1, 1,
			absent);
	}

	/** RGB of any type. */
	public static ProceduralScene rgb(final PixelType type, final long width, final long height, final int tile,
		final double... downsamples)
	{
		return new ProceduralScene(width, height, tile, downsamples, type, 3, List.of(Channel.rgb()), 1, 1, n -> false);
	}

	/** Measured channels. */
	public static ProceduralScene channels(final PixelType type, final List<Channel> channels, final int sizeZ,
		final int sizeT,
		final long width, final long height, final int tile, final double... downsamples)
	{
		return new ProceduralScene(width, height, tile, downsamples, type, 1, channels, sizeZ, sizeT, n -> false);
	}

	public Scene scene() {
		return scene;
	}

	/** The scene as the only one of a slide. */
	public Slide slide() {
		return new OpenedSlide(new SlideMetadata("procedural.slide", "procedural", Map.of(), null),
			List.of(scene), List.of(), lifetime);
	}

	public void close() throws IOException {
		lifetime.close();
	}

	/** How often the tile that was read most often was read. */
	public int mostReads() {
		return reads.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
	}

	/** How many different tiles were read. */
	public int tilesRead() {
		return reads.size();
	}

	/** What a sample is: integers of the type's range, floating types with a fraction. */
	public double value(final int level, final long x, final long y, final int sample, final Plane plane) {
		final int hash =
			(int) mix(((x * 73856093L ^ y * 19349663L) + level * 83492791L) * 31 + sample * 7 + plane.channel() * 101
			+ plane.z() * 1009 + plane.t() * 10007);
		return switch (type) {
			case UINT8 -> hash & 0xff;
			case INT8 -> (byte) hash;
			case UINT16 -> hash & 0xffff;
			case INT16 -> (short) hash;
			case UINT32 -> hash & 0xffffffffL;
			case INT32 -> hash;
			case FLOAT32, FLOAT64 -> hash / 1024f;
		};
	}

	private static long mix(final long v) {
		final long a = (v ^ v >>> 29) * 0xbf58476d1ce4e5b9L;
		return a ^ a >>> 32;
	}

	private PixelBlock tile(final int level, final Region place, final Plane plane) {
		final PixelBlock block =
			PixelBlock.zeros(new BlockShape((int) place.width(), (int) place.height(), samples, type));
		for (int y = 0, i = 0; y < place.height(); y++)
			for (int x = 0; x < place.width(); x++)
				for (int s = 0; s < samples; s++, i++) {
					final double v = value(level, place.x() + x, place.y() + y, s, plane);
					switch (type) {
						case UINT8, INT8 -> block.bytes()[i] = (byte) (int) v;
						case UINT16, INT16 -> block.shorts()[i] = (short) (int) v;
						case UINT32, INT32 -> block.ints()[i] = (int) (long) v;
						case FLOAT32 -> block.floats()[i] = (float) v;
						case FLOAT64 -> block.doubles()[i] = v;
					}
				}
		return block;
	}
}

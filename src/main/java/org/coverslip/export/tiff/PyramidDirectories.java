package org.coverslip.export.tiff;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.coverslip.compression.TileCoding;
import org.coverslip.export.WrittenDate;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;

/**
 * The directories of a pyramid, laid out for a dialect.
 * <p>
 * What readers need, as measured and found in their sources: OpenSlide, libvips and ASAP look for tiled directories
 * with NewSubfileType 1 in the main chain; OME-TIFF readers for SubIFDs of the directories that TiffData names, and
 * ignore everything else in the main chain. So in the universal dialect each level of the first plane has two
 * directories that point to the same tiles. OpenSlide does not see the other planes.
 */
final class PyramidDirectories {

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");
	private static final double UM_PER_CM = 10000;

	private final Scene scene;
	private final PyramidPlan plan;
	private final PyramidTiffOptions options;

	PyramidDirectories(final Scene scene, final PyramidPlan plan, final PyramidTiffOptions options) {
		this.scene = scene;
		this.plan = plan;
		this.options = options;
	}

	/**
	 * The main chain.
	 *
	 * @param planes
	 *            for each plane, in the order of {@link OmeXml#planes}, the tables of all levels
	 * @param associated
	 *            directories of the associated images, in the order in which they are to appear
	 */
	List<IfdBuilder> chain(final List<List<TileTable>> planes, final List<IfdBuilder> associated)
		throws IOException
	{
		final List<IfdBuilder> chain = new ArrayList<>();
		for (int p = 0; p < planes.size(); p++) {
			final IfdBuilder finest = level(0, planes.get(p).get(0));
			if (p == 0) describe(finest);
			// A plain file of several planes lists the levels of each plane in SubIFDs, since nothing says which plane
			// a level in the chain belongs to.
			if (options.dialect() != Dialect.PLAIN || planes.size() > 1) reduced(planes.get(p)).forEach(finest::subIfd);
			chain.add(finest);
		}
		if (options.dialect() != Dialect.OME) chain.addAll(reduced(planes.get(0)));
		chain.addAll(associated);
		return chain;
	}

	/** The main chain of an Aperio-like file, which has one plane. */
	List<IfdBuilder> aperioChain(final List<TileTable> tables, final IfdBuilder thumbnail,
		final List<IfdBuilder> associated) throws IOException
	{
		final AperioText text = new AperioText(scene, plan, options);
		final List<IfdBuilder> chain = new ArrayList<>();
		for (int i = 0; i < tables.size(); i++) {
			final IfdBuilder level = level(i, tables.get(i)).longs(TiffTag.NEW_SUBFILE_TYPE, 0);
			if (i == 0) describe(level);
			chain.add(level.ascii(TiffTag.IMAGE_DESCRIPTION, text.level(i)));
			if (i == 0) chain.add(thumbnail);
		}
		chain.addAll(associated);
		return chain;
	}

	private List<IfdBuilder> reduced(final List<TileTable> tables) {
		final List<IfdBuilder> ifds = new ArrayList<>();
		for (int i = 1; i < tables.size(); i++)
			ifds.add(level(i, tables.get(i)));
		return ifds;
	}

	private IfdBuilder level(final int index, final TileTable tiles) {
		final TargetLevel level = plan.levels().get(index);
		final IfdBuilder ifd = new IfdBuilder();
		ifd.longs(TiffTag.NEW_SUBFILE_TYPE, index == 0 ? 0 : TiffTag.SUBFILE_REDUCED);
		ifd.longs(TiffTag.IMAGE_WIDTH, level.width()).longs(TiffTag.IMAGE_LENGTH, level.height());
		putSamples(ifd, level.coding(), scene.pixelType(), scene.level(0).samples());
		putResolution(ifd, scene.pixelSize().map(size -> size.scaled(level.downsample())));
		ifd.longs(TiffTag.TILE_WIDTH, level.stored().tileWidth())
			.longs(TiffTag.TILE_LENGTH, level.stored().tileHeight());
		ifd.offsets(TiffTag.TILE_OFFSETS, tiles.offsets()).longs(TiffTag.TILE_BYTE_COUNTS, tiles.byteCounts());
		return ifd;
	}

	/** Adds what is stated only once, in the first directory. */
	private void describe(final IfdBuilder ifd) throws IOException {
		ifd.ascii(TiffTag.SOFTWARE, options.software() + levelsMark());
		ifd.ascii(TiffTag.DATE_TIME, DATE_TIME.format(options.dateTime().orElseGet(WrittenDate::local)));
		options.iccProfile().ifPresent(profile -> ifd.undefined(TiffTag.ICC_PROFILE, profile));
		if (options.dialect() == Dialect.UNIVERSAL || options.dialect() == Dialect.OME)
			ifd.ascii(TiffTag.IMAGE_DESCRIPTION, OmeXml.of(scene, plan.region0(), options));
		else if (!options.description().isEmpty()) ifd.ascii(TiffTag.IMAGE_DESCRIPTION, options.description());
		final double x0 = scene.originX() + plan.region0().x();
		final double y0 = scene.originY() + plan.region0().y();
		if (scene.pixelSize().isPresent() && x0 >= 0 && y0 >= 0 && x0 + y0 > 0) {
			ifd.rationals(TiffTag.X_POSITION, x0 * scene.pixelSize().get().xUm() / UM_PER_CM);
			ifd.rationals(TiffTag.Y_POSITION, y0 * scene.pixelSize().get().yUm() / UM_PER_CM);
		}
	}

	/** Marks the file's pixels as classes; {@code TiffLevels} in the package of readers looks for it. */
	private String levelsMark() {
		final LevelRule rule = options.levels().of(scene);
		return rule == LevelRule.MEAN ? "" : ", levels by " + rule.name().toLowerCase(Locale.ROOT);
	}

	/** Puts everything about what the samples are and how they are stored. */
	static void putSamples(final IfdBuilder ifd, final TileCoding coding, final PixelType type, final int samples) {
		ifd.shorts(TiffTag.BITS_PER_SAMPLE, repeated(type.bits(), samples));
		ifd.shorts(TiffTag.COMPRESSION, coding.compression());
		ifd.shorts(TiffTag.PHOTOMETRIC, coding.photometric());
		ifd.shorts(TiffTag.ORIENTATION, 1);
		ifd.shorts(TiffTag.SAMPLES_PER_PIXEL, samples);
		ifd.shorts(TiffTag.PLANAR_CONFIG, TiffTag.PLANAR_CHUNKY);
		final int format = type.isFloating() ? TiffTag.SAMPLE_FLOAT : type.isSigned() ? TiffTag.SAMPLE_INT
			: TiffTag.SAMPLE_UINT;
		ifd.shorts(TiffTag.SAMPLE_FORMAT, repeated(format, samples));
		if (coding.predictor() != TiffTag.PREDICTOR_NONE) ifd.shorts(TiffTag.PREDICTOR, coding.predictor());
		coding.jpegTables().ifPresent(tables -> ifd.undefined(TiffTag.JPEG_TABLES, tables));
		if (coding.photometric() == TiffTag.PHOTOMETRIC_YCBCR)
			ifd.shorts(TiffTag.YCBCR_SUBSAMPLING, coding.subsamplingX(), coding.subsamplingY());
	}

	/** Pixels per centimetre; if the size is not known, square pixels without a unit. */
	private static void putResolution(final IfdBuilder ifd, final Optional<PixelSize> size) {
		final boolean fits = size.isPresent() && fits(UM_PER_CM / size.get().xUm())
			&& fits(UM_PER_CM / size.get().yUm());
		ifd.rationals(TiffTag.X_RESOLUTION, fits ? UM_PER_CM / size.get().xUm() : 1);
		ifd.rationals(TiffTag.Y_RESOLUTION, fits ? UM_PER_CM / size.get().yUm() : 1);
		ifd.shorts(TiffTag.RESOLUTION_UNIT, fits ? TiffTag.RESOLUTION_CENTIMETER : TiffTag.RESOLUTION_NONE);
	}

	/** Whether a number can be written as a fraction of 32 bits. */
	private static boolean fits(final double resolution) {
		return resolution > 1e-6 && resolution < 4e9;
	}

	private static int[] repeated(final int value, final int count) {
		final int[] values = new int[count];
		Arrays.fill(values, value);
		return values;
	}
}

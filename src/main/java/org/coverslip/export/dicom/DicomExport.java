package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.coverslip.export.dicom.DicomSlideOptions.Compression;
import org.coverslip.export.walk.CopiedLevel;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.Shortcut;
import org.coverslip.export.walk.WalkPlan;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.export.walk.WalkPlan.Edges;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.OutputFolder;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** One whole-slide image that is about to be written in DICOM. */
final class DicomExport implements Export {

	private static final String ENDING = ".dcm";

	private final Scene scene;
	private final Region region0;
	private final DicomSlideOptions options;
	private final Path target;
	private final List<CopiedLevel> copied = new ArrayList<>();
	private final List<DicomLevel> levels = new ArrayList<>();
	private final List<LevelSize> computed = new ArrayList<>();
	private int base;
	private Region baseRegion;

	private DicomExport(final Scene scene, final Region region0, final DicomSlideOptions options, final Path target) {
		this.scene = scene;
		this.region0 = region0;
		this.options = options;
		this.target = target;
		baseRegion = region0;
	}

	/** See {@link DicomSlideOptions#prepare}. */
	static DicomExport of(final Scene scene, final Region wanted, final DicomSlideOptions options, final Path target)
		throws IOException
	{
		checkSamples(scene);
		checkReplaceable(target);
		final DicomExport export = new DicomExport(scene, region(scene, wanted, options), options, target);
		export.plan(options.compression());
		return export;
	}

	private static Region region(final Scene scene, final Region wanted, final DicomSlideOptions options) {
		final Region all = scene.level(0).region();
		final Region region0 = wanted.intersect(all);
		if (region0.isEmpty())
			throw new IllegalArgumentException("the region of " + wanted + " lies outside of the image of "
				+ all.width() + " x " + all.height() + " pixels");
		if (!options.align() || !(scene.level(0).layout() instanceof UniformTileGrid grid)) return region0;
		return region0.translate(-grid.originX(), -grid.originY()).alignedTo(grid.tileWidth(), grid.tileHeight())
			.translate(grid.originX(), grid.originY()).intersect(all);
	}

	/** PS3.3, C.8.12.4: unsigned samples of 8 or 16 bits, colours of 8, and no time. */
	private static void checkSamples(final Scene scene) {
		final PixelType type = scene.pixelType();
		if (type != PixelType.UINT8 && type != PixelType.UINT16 || scene.isRgb() && type != PixelType.UINT8)
			throw new IllegalArgumentException("a whole-slide image in DICOM holds colours of 8 bits, or unsigned "
				+ "samples of 8 or 16 bits, and this image has " + (scene.isRgb() ? "colours of " : "") + type);
		if (scene.sizeT() > 1) throw new IllegalArgumentException("a whole-slide image in DICOM holds one point in "
			+ "time, and this image has " + scene.sizeT());
	}

	/** Refuses a folder in which there may be anything but such an image. */
	private static void checkReplaceable(final Path target) throws IOException {
		if (!Files.isDirectory(target)) return;
		try (Stream<Path> files = Files.list(target)) {
			if (files.allMatch(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))) return;
		}
		throw new IllegalArgumentException(
			target + " is a folder that holds other files than DICOM's and is not replaced; choose another name");
	}

	private void plan(final Compression compression) throws IOException {
		final boolean copies = compression == Compression.COPY || compression == Compression.COPY_OR_LOSSLESS
			|| compression == Compression.COPY_OR_JPEG;
		if (copies) planCopies();
		if (compression == Compression.COPY && levels.isEmpty()) throw new IllegalArgumentException("the image's "
			+ "tiles (" + scene.level(0).compression() + ") cannot be copied into DICOM as they are"
			+ (region0.equals(scene.level(0).region()) ? "" : ", or the region does not begin at the corner of one")
			+ "; choose a compression");
		final FrameCoding coding = coding(compression);
		final double downsample = copied.isEmpty() ? 1 : copied.get(copied.size() - 1).downsample();
		LevelSize size = new LevelSize(baseRegion.width(), baseRegion.height(), side(true), side(false));
		computed.add(size);
		if (copied.isEmpty()) levels.add(level(size, 1, coding));
		while (size.grid().tileCount() > 1) {
			size = size.half();
			computed.add(size);
			levels.add(level(size, downsample * (1 << computed.size() - 1), coding));
		}
	}

	/** Frames as they are may be too many for one value. */
	private DicomLevel level(final LevelSize size, final double downsample, final FrameCoding coding) {
		final boolean large = !coding.isEncapsulated() && frameLength(size) * frames(size) > UncompressedFrames.MOST;
		return new DicomLevel(size, downsample, large ? coding.encapsulated() : coding, false);
	}

	private void planCopies() throws IOException {
		for (final CopiedLevel level : CopiedLevel.of(scene, region0)) {
			final Optional<FrameCoding> coding = new CopiedFrames(level, options.quality()).coding(planes().get(0));
			if (coding.isEmpty()) break;
			copied.add(level);
			levels.add(new DicomLevel(new LevelSize(level.region().width(), level.region().height(),
				level.stored().tileWidth(), level.stored().tileHeight()), level.downsample(), coding.get(), true));
		}
		if (copied.isEmpty()) return;
		final CopiedLevel last = copied.get(copied.size() - 1);
		base = last.index();
		baseRegion = last.region();
	}

	/** Of tiles that are computed: as those that are copied, where they can be halved. */
	private int side(final boolean width) {
		if (copied.isEmpty()) return options.tileSize();
		final UniformTileGrid grid = copied.get(0).stored();
		final int side = width ? grid.tileWidth() : grid.tileHeight();
		return grid.tileWidth() % 2 == 0 && grid.tileHeight() % 2 == 0 ? side : options.tileSize();
	}

	/** How computed levels are coded: below copied ones with loss, if these have some. */
	private FrameCoding coding(final Compression compression) throws IOException {
		final int samples = scene.level(0).samples();
		final boolean lossy = !levels.isEmpty() && !levels.get(0).coding().lossMethod().isEmpty();
		final boolean jpeg = lossy && levels.get(0).coding().lossMethod().equals("ISO_10918_1");
		final boolean pictures = scene.isRgb() && !scene.isCategorical();
		return switch (compression) {
			case COPY, COPY_OR_LOSSLESS, COPY_OR_JPEG -> {
				if (jpeg || !lossy && pictures && levels.isEmpty() && compression == Compression.COPY_OR_JPEG)
					yield jpeg(samples);
				yield FrameCoding.jpeg2000(lossy ? options.quality() : 100, samples);
			}
			case NONE -> FrameCoding.uncompressed(samples);
			case JPEG -> jpeg(samples);
			case JPEG2000 -> FrameCoding.jpeg2000(options.quality(), samples);
			case LOSSLESS -> FrameCoding.jpeg2000(100, samples);
		};
	}

	private FrameCoding jpeg(final int samples) throws IOException {
		if (scene.pixelType() != PixelType.UINT8)
			throw new IllegalArgumentException("JPEG holds samples of 8 bits, and this image has " + scene.pixelType()
				+ "; choose another compression");
		return FrameCoding.jpeg(options.quality(), samples);
	}

	private long frameLength(final LevelSize size) {
		return (long) size.tileWidth() * size.tileHeight() * scene.level(0).samples() * scene.pixelType().bytes();
	}

	private long frames(final LevelSize size) {
		return Math.multiplyExact(size.grid().tileCount(), planes().size());
	}

	@Override
	public Path target() {
		return target;
	}

	@Override
	public WalkPlan plan() {
		final List<LevelSize> sizes = !copied.isEmpty() && computed.size() == 1 ? List.of() : computed;
		return new WalkPlan(scene, region0, planes(), levels.stream().map(DicomLevel::written).toList(), copied,
			new Computation(base, baseRegion, sizes, options.levels().of(scene).halving(), new Edges(true, 0),
				Shortcut.NONE, (level, col, row, tile) -> {}),
			options.associatedImages(), options.threads());
	}

	/** In the order of frames: all focal planes of an optical path, then the next path. */
	private List<Plane> planes() {
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < scene.channels().size(); c++)
			for (int z = 0; z < scene.sizeZ(); z++)
				planes.add(new Plane(c, z, 0));
		return planes;
	}

	/** An existing image is written anew. */
	@Override
	public boolean isDone() {
		return false;
	}

	@Override
	public PyramidSink open() throws IOException {
		final InstanceUids uids = options.stableUids() ? InstanceUids.of(scene) : InstanceUids.random();
		final InstanceAttributes attributes = new InstanceAttributes(scene, region0, options, uids);
		return new DicomSink(scene, levels, attributes, OutputFolder.create(target, scene.files()));
	}
}

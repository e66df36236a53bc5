package org.coverslip.export.zarr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.Shortcut;
import org.coverslip.export.walk.WalkPlan;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.export.walk.WalkPlan.Edges;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.geom.Region;
import org.coverslip.io.OutputFolder;
import org.coverslip.io.WholeFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** One image that is about to be written as OME-Zarr. */
final class OmeZarrExport implements Export {

	private static final int LONGEST_DESCRIPTION = 64 << 20;

	private final Scene scene;
	private final Region region0;
	private final OmeZarrOptions options;
	private final Path target;
	private final ArrayLayout layout;
	private final List<LevelSize> levels;
	/** Of the plane that is being written; planes follow one after the other. */
	private final AtomicReference<PixelBlock> coarsest = new AtomicReference<>();

	private final Optional<LabelsOfImage> labels;

	private OmeZarrExport(final Scene scene, final Region region0, final OmeZarrOptions options, final Path target,
		final Optional<LabelsOfImage> labels)
	{
		this.scene = scene;
		this.region0 = region0;
		this.options = options;
		this.target = target;
		this.labels = labels;
		layout = ArrayLayout.of(scene, options.chunk());
		levels = levels(new LevelSize(region0.width(), region0.height(), options.chunk(), options.chunk()),
			labels.map(LabelsOfImage::levels));
	}

	/** See {@link OmeZarrOptions#prepare}. */
	static OmeZarrExport of(final Scene scene, final Region wanted, final OmeZarrOptions options, final Path target)
		throws IOException
	{
		final Region all = scene.level(0).region();
		final Region region0 = wanted.intersect(all);
		if (region0.isEmpty())
			throw new IllegalArgumentException("the region of " + wanted + " lies outside of the image of "
				+ all.width() + " x " + all.height() + " pixels");
		checkReplaceable(target);
		final Optional<LabelsOfImage> labels = LabelsOfImage.of(target);
		if (labels.isPresent() && !ImageDescription.isLabel(scene))
			throw new IllegalArgumentException("labels of an image are whole numbers in one channel, not "
				+ scene.channels().size() + " x " + scene.pixelType() + "; choose another name");
		final OmeZarrOptions alike =
			labels.isEmpty() ? options : options.toBuilder().version(labels.get().version()).build();
		return new OmeZarrExport(scene, region0, alike, target, labels);
	}

	/** Refuses a folder in which there may be anything. */
	private static void checkReplaceable(final Path target) throws IOException {
		if (!Files.isDirectory(target)) return;
		for (final String name : List.of("zarr.json", ".zattrs")) {
			final Path file = target.resolve(name);
			if (Files.isRegularFile(file) && new String(WholeFile.read(file, LONGEST_DESCRIPTION),
				StandardCharsets.UTF_8).contains("\"multiscales\"")) return;
		}
		throw new IllegalArgumentException(
			target + " is a folder that holds no image in OME-Zarr and is not replaced; choose another name");
	}

	/** As many as are wanted, or else down to the first that fits into one chunk. */
	private static List<LevelSize> levels(final LevelSize finest, final Optional<Integer> wanted) {
		final List<LevelSize> levels = new ArrayList<>(List.of(finest));
		while (wanted.isPresent() ? levels.size() < wanted.get()
			: levels.get(levels.size() - 1).grid().tileCount() > 1)
			levels.add(levels.get(levels.size() - 1).half());
		return levels;
	}

	@Override
	public WalkPlan plan() {
		final TileEncoder encoder = ChunkEncoder.of(layout, options);
		return new WalkPlan(scene, region0, planes(),
			levels.stream().map(size -> new WrittenLevel(size, size.grid(), encoder)).toList(), List.of(),
			new Computation(0, region0, levels, options.levels().of(scene).halving(), new Edges(true, 0),
				Shortcut.NONE, (level, col, row, tile) -> watch(level, tile)),
			options.associatedImages(), options.threads());
	}

	/** Keeps what there is of the coarsest level, a single tile. */
	private void watch(final int level, final PixelBlock tile) {
		final LevelSize size = levels.get(levels.size() - 1);
		if (level == levels.size() - 1 && size.grid().tileCount() == 1)
			coarsest.set(tile.crop(0, 0, (int) size.width(), (int) size.height()));
	}

	private String name() {
		return target.getFileName().toString().replaceFirst("(?i)(?<=.)(\\.ome)?\\.zarr$", "");
	}

	private List<Plane> planes() {
		final List<Plane> planes = new ArrayList<>();
		for (int t = 0; t < scene.sizeT(); t++)
			for (int c = 0; c < scene.channels().size(); c++)
				for (int z = 0; z < scene.sizeZ(); z++)
					planes.add(new Plane(c, z, t));
		return planes;
	}

	@Override
	public Path target() {
		return target;
	}

	/** An existing image is written anew. */
	@Override
	public boolean isDone() {
		return false;
	}

	@Override
	public PyramidSink open() throws IOException {
		final Optional<LabelsOfImage.Writing> into = labels.isEmpty() ? Optional.empty()
			: Optional.of(labels.get().begin());
		try {
			return sink(into);
		}
		catch (IOException | RuntimeException | Error e) {
			if (into.isPresent()) into.get().close();
			throw e;
		}
	}

	private PyramidSink sink(final Optional<LabelsOfImage.Writing> into) throws IOException {
		return new OmeZarrSink(layout, levels, new ImageDescription(name(), scene, layout, levels, options,
			labels.isPresent()), coarsest::get, options, OutputFolder.create(target, scene.files()), into);
	}
}

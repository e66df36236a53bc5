package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.export.UserWord;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.Shortcut;
import org.coverslip.export.walk.WalkPlan;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.export.walk.WalkPlan.Edges;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Scene;

/** One pyramidal TIFF that is about to be written. Each level is made from the one before as {@code LevelRule} says. */
final class TiffExport implements Export {

	private final Scene scene;
	private final PyramidTiffOptions options;
	private final PyramidPlan plan;
	private final Optional<PyramidOverview> overview;
	private final Path target;

	private TiffExport(final Scene scene, final PyramidTiffOptions options, final PyramidPlan plan,
		final Path target)
	{
		this.scene = scene;
		this.options = options;
		this.plan = plan;
		this.target = target;
		overview = options.dialect() == Dialect.SVS ? Optional.of(new PyramidOverview(plan.computed()))
			: Optional.empty();
	}

	/** See {@link PyramidTiffOptions#prepare}. */
	static TiffExport of(final Scene scene, final Region region0, final PyramidTiffOptions options, final Path target)
		throws IOException
	{
		if (options.dialect() == Dialect.SVS) checkAperio(scene, options);
		final PyramidPlan plan = PyramidPlan.of(scene, region0, options);
		final OmeElements elements = options.omeAddition().of(scene, plan.region0());
		if (!elements.isEmpty() && options.dialect() != Dialect.UNIVERSAL && options.dialect() != Dialect.OME)
			throw new IllegalArgumentException("the dialect " + UserWord.of(options.dialect())
				+ " has no OME-XML, in which annotations are written; choose universal or ome");
		return new TiffExport(scene, options.toBuilder().omeAddition((of, in) -> elements).build(), plan, target);
	}

	private static void checkAperio(final Scene scene, final PyramidTiffOptions options) {
		final boolean onePlane = scene.channels().size() == 1 && scene.sizeZ() == 1 && scene.sizeT() == 1;
		if (!onePlane || scene.pixelType() != PixelType.UINT8)
			throw new IllegalArgumentException(
				"the SVS dialect holds one plane of 8-bit samples, which this image is not; choose another dialect");
		// OpenSlide 3.4.1 knows only Aperio's two numbers for JPEG 2000, both of them for three samples
		if (options.compression() == Compression.JPEG2000 && scene.level(0).samples() == 1)
			throw new IllegalArgumentException(
				"the SVS dialect holds JPEG 2000 of colours only, and this image is grey; choose another compression "
					+ "or dialect");
	}

	@Override
	public WalkPlan plan() {
		final List<LevelSize> all = plan.computed().stream().map(TargetLevel::size).toList();
		final boolean onlyCopied = plan.indexOfComputed(0) < 0 && all.size() == 1 && overview.isEmpty();
		final Computation computation = new Computation(plan.baseLevel(), plan.baseRegion(),
			onlyCopied ? List.of() : all, options.levels().of(scene).halving(), new Edges(true, 0), Shortcut.NONE,
			(level, col, row, tile) -> overview.ifPresent(o -> o.accept(level, col, row, tile)));
		return new WalkPlan(scene, plan.region0(), OmeXml.planes(scene),
			plan.levels().stream().map(TargetLevel::written).toList(),
			plan.copied().stream().map(KeptLevel::source).toList(), computation, options.associatedImages(),
			options.threads());
	}

	@Override
	public Path target() {
		return target;
	}

	/** An existing file is written anew. */
	@Override
	public boolean isDone() {
		return false;
	}

	@Override
	public PyramidSink open() throws IOException {
		return TiffSink.open(scene, options, plan, overview, target);
	}
}

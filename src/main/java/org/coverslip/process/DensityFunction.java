package org.coverslip.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Surroundings;
import org.coverslip.slide.Workers;

/**
 * A map of how many objects lie in a square millimetre: nuclei ({@link NucleiFinder}), or what a file of annotations
 * holds. It is made at once, and therefore coarse.
 */
final class DensityFunction implements PictureFunction {

	private static final long MOST_PIXELS = 1 << 24;
	private static final int SEARCH_TILE = 1024;
	private static final double SQUARE_MM = 1e6;
	private static final double SAME = 0.02;

	private final NucleiFunction nuclei = new NucleiFunction();

	@Override
	public String word() {
		return "density";
	}

	@Override
	public String help() {
		return "Maps how many nuclei, or objects of a file of annotations, lie in a square millimetre, at a coarse "
			+ "scale.";
	}

	@Override
	public OptionTable options() {
		return DensityOptions.ALL;
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final PixelSize pixel = picture.pixelSize().orElseThrow(() -> new IllegalArgumentException(
			"the slide does not state the size of its pixels, which is needed for objects in a square millimetre"));
		if (picture.width() * picture.height() > MOST_PIXELS)
			throw new IllegalArgumentException("a map of densities of " + picture.width() + " x " + picture.height()
				+ " pixels is too large; give a coarser scale, for instance pixelSize=8");
		final Map<Plane, float[]> maps = new HashMap<>();
		float most = 0;
		for (final Map.Entry<Plane, CountMap> one : counts(picture, values, progress).entrySet()) {
			final float[] map =
				one.getValue().smooth(values.get(DensityOptions.SMOOTH) / pixel.xUm(),
					values.get(DensityOptions.SMOOTH) / pixel.yUm());
			for (int i = 0; i < map.length; i++) {
				map[i] *= SQUARE_MM / (pixel.xUm() * pixel.yUm());
				most = Math.max(most, map[i]);
			}
			maps.put(one.getKey(), map);
		}
		final boolean bytes = values.get(DensityOptions.KEPT) == DensityOptions.Kept.BYTES;
		final double white = values.get(DensityOptions.MOST) > 0 ? values.get(DensityOptions.MOST) : most;
		final PixelForm form = new PixelForm(bytes ? PixelType.UINT8 : PixelType.FLOAT32, 1,
			Greys.channels(picture, word()));
		return picture.map(0, form, surroundings -> shown(surroundings, maps.get(surroundings.plane()), bytes, white));
	}

	private Map<Plane, CountMap> counts(final Picture picture, final OptionValues values,
		final ProgressListener progress) throws IOException
	{
		final String file = values.get(DensityOptions.OBJECTS).getPath();
		final Map<Plane, CountMap> counts = new HashMap<>();
		for (final Plane plane : picture.planes())
			counts.put(plane, new CountMap((int) picture.width(), (int) picture.height()));
		final ScaledRegion place = picture.place();
		if (file.isEmpty()) {
			final FoundObjects found = found(picture, values, progress);
			for (final FoundPoint point : found.points())
				counts.get(point.plane()).add((found.x0(point) - place.x0()) / place.pitchX(),
					(found.y0(point) - place.y0()) / place.pitchY());
		}
		else for (final double[] point : middles(Path.of(file), picture.scene()))
			counts.values().forEach(map -> map.add((point[0] - place.x0()) / place.pitchX(),
				(point[1] - place.y0()) / place.pitchY()));
		return counts;
	}

	private FoundObjects found(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final PointFinder finder =
			nuclei.finder(searched(picture, values.get(DensityOptions.SEARCH)), values, progress);
		return FoundObjects.search(finder, Optional.empty(), new TilePlan(finder.picture(), SEARCH_TILE, 0, Map.of()),
			Workers.available(), progress);
	}

	/** What the picture shows, at a scale at which nuclei can be seen. */
	private static Picture searched(final Picture picture, final double um) {
		if (um == 0) return picture;
		final double pitch = um / picture.scene().pixelSize().orElseThrow().xUm();
		final double near = Math.abs(pitch - 1) < SAME || pitch < 1 ? 1 : pitch;
		final Region region = picture.region0().intersect(picture.scene().level(0).region());
		return picture.at(ScaledRegion.at(region, new LevelScale(near)));
	}

	private static List<double[]> middles(final Path path, final Scene scene) throws IOException {
		final List<double[]> middles = new ArrayList<>();
		final AnnotationFile file = AnnotationFile.of(path);
		final SlideFrame frame = new SlideFrame(Optional.empty(), Optional.of(scene.level(0).region()),
			Optional.of(scene.bounds()), scene.pixelSize(), Optional.empty());
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), frame, Optional.empty(), new Remarks(),
			annotation -> addMiddles(annotation, middles));
		return middles;
	}

	private static void addMiddles(final Annotation annotation, final List<double[]> middles) {
		final Geometry geometry = annotation.nucleus().orElse(annotation.geometry());
		if (geometry.kind() == GeometryKind.POINTS) for (int i = 0; i < geometry.points().count(); i++)
			middles.add(new double[] { geometry.points().x(i), geometry.points().y(i) });
		else {
			final Box box = geometry.box();
			middles.add(new double[] { box.x() + box.width() / 2, box.y() + box.height() / 2 });
		}
	}

	private static PixelBlock shown(final Surroundings surroundings, final float[] map, final boolean bytes,
		final double white)
	{
		final Region part = surroundings.block();
		final int width = (int) surroundings.source().width();
		final PixelBlock block = PixelBlock.zeros(new BlockShape((int) part.width(), (int) part.height(), 1,
			bytes ? PixelType.UINT8 : PixelType.FLOAT32));
		for (int i = 0; i < block.shape().pixels(); i++) {
			final float density =
				map[(int) (part.y() + i / part.width()) * width + (int) (part.x() + i % part.width())];
			if (!bytes) block.floats()[i] = density;
			else if (white > 0) block.bytes()[i] = (byte) (int) (Math.min(255, 255 * density / white) + 0.5);
		}
		return block;
	}
}

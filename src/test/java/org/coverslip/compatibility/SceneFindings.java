package org.coverslip.compatibility;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/**
 * What Coverslip finds in files: {@code format}, {@code associated} with the name, {@code notShown}, and of each scene
 * {@code scene.N}: its name, {@code pixelSize.N}, {@code pixelSizeZ.N}, {@code level.N}: for each level an array of t,
 * z, channels, rows, columns, samples.
 */
public final class SceneFindings {

	private static final long CACHE_BYTES = 64L << 20;

	private SceneFindings() {}

	/** Argument: the folder for arrays. */
	public static void main(final String[] args) throws IOException {
		Findings.of(Path.of(args[0]), SceneFindings::read);
	}

	private static void read(final Path file, final Findings findings) throws IOException {
		try (Slide slide = SlideOpener.open(file)) {
			findings.add("format", slide.metadata().format());
			for (final String sentence : slide.metadata().notShown())
				findings.add("notShown", sentence);
			for (final AssociatedImage image : slide.associatedImages())
				findings.add("associated", image.name());
			for (int i = 0; i < slide.scenes().size(); i++)
				read(slide.scenes().get(i), i, findings);
		}
	}

	private static void read(final Scene scene, final int number, final Findings findings) throws IOException {
		findings.add("scene." + number, scene.name());
		if (scene.pixelSize().isPresent())
			findings.add("pixelSize." + number, scene.pixelSize().get().xUm() + " " + scene.pixelSize().get().yUm());
		if (scene.pixelSizeZ().isPresent()) findings.add("pixelSizeZ." + number, scene.pixelSizeZ().getAsDouble() + "");
		final RegionReader reader = new RegionReader(TileCache.ofBytes(CACHE_BYTES));
		for (int level = 0; level < scene.levels().size(); level++)
			read(scene, level, reader, "level." + number, findings);
	}

	private static void read(final Scene scene, final int number, final RegionReader reader, final String key,
		final Findings findings)
		throws IOException
	{
		final Level level = scene.level(number);
		final int planes = scene.sizeT() * scene.sizeZ() * scene.channels().size();
		final BlockShape shape =
			new BlockShape(Math.toIntExact(level.width()), Math.toIntExact(level.height()), level.samples(),
			level.type());
		final Object all = level.type().newArray(Math.multiplyExact(planes, shape.length()));
		int at = 0;
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int channel = 0; channel < scene.channels().size(); channel++, at += shape.length()) {
					final PixelBlock block = reader.read(scene, number, new Plane(channel, z, t), level.region())
						.over(scene.background());
					System.arraycopy(block.array(), 0, all, at, Array.getLength(block.array()));
				}
		findings.addArray(key, all, level.type().isSigned(), scene.sizeT(), scene.sizeZ(), scene.channels().size(),
			shape.height(),
			shape.width(), shape.samples());
	}
}

package org.coverslip.format.lif;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * Leica LIF, and its kin: LOF, a single image, and XLEF, XLCF and XLIF, XML that refers to LOFs.
 * <p>
 * Each image is a scene; a tile scan is one scene, put together by the positions of the stage. Nothing is compressed,
 * and there are no reduced levels.
 */
public final class LifFormat implements SlideFormat {

	@Override
	public String name() {
		return "Leica LIF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("lif", "lof", "xlef");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return LifContainer.begins(probe.header()) || LeicaProject.begins(probe.header(), probe.extension())
			? Detection.accept()
			: Detection.refuse("it begins neither as a Leica LIF or LOF nor as their XML");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final ByteSource source = probe.takeSource();
		final StoredFile file = probe.file();
		final SlideLifetime lifetime = new SlideLifetime(file.fileName(), source);
		try {
			final LifScenes scenes = new LifScenes(lifetime);
			final Set<StoredFile> files = new LinkedHashSet<>();
			if (LifContainer.begins(probe.header())) scenes.addAll(LifContainer.read(source, file));
			else files.addAll(new LeicaProject(scenes, lifetime).read(source, file));
			return assemble(file, scenes, files, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final StoredFile file, final LifScenes scenes, final Set<StoredFile> files,
		final SlideLifetime lifetime)
		throws IOException
	{
		final List<String> notShown = scenes.notShown();
		if (scenes.all().isEmpty())
			throw scenes.failure().orElseGet(() -> new SlideFormatException(file, SlideFormatException.NO_OFFSET,
			"an image", notShown.isEmpty() ? "none"
			: "none: " + String.join("; ", notShown.subList(0, Math.min(3, notShown.size())))));
		final OpenSlideProperties properties = new OpenSlideProperties();
		scenes.properties().forEach(properties::put);
		return new OpenedSlide(new SlideMetadata(file, name(), properties.toMap(), null).withFiles(files)
			.withNotShown(notShown),
			scenes.all(), List.of(), lifetime);
	}
}

package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * OME-Zarr: a folder that is one image with its labels, the images that bioformats2raw puts into one folder, or a plate
 * with the fields of its wells; or a file that describes such a folder. Each image and each label image is a scene.
 */
public final class OmeZarrFormat implements SlideFormat {

	/** The files that describe a folder, of Zarr 3 and 2; each opens it. */
	private static final Set<String> DESCRIPTIONS = Set.of("zarr.json", ".zattrs", ".zgroup", ".zarray");

	/** Bio-Formats' names of a slide's label, macro and so on, which bioformats2raw takes over. */
	private static final Pattern ASSOCIATED = Pattern.compile("(?i)(label|macro|thumbnail|overview)( image)?");

	/** No folder that people open as one slide holds more images. */
	private static final int MOST_SCENES = 10_000;

	@Override
	public String name() {
		return "OME-Zarr";
	}

	@Override
	public Set<String> endings() {
		return Set.of();
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		if (!probe.isFolder() && !DESCRIPTIONS.contains(baseName(probe.file())))
			return Detection.refuse("it is no folder with a Zarr description");
		final ZarrFolder folder = folder(probe);
		if (!folder.isNode()) return Detection.refuse("it is a folder without .zattrs, .zgroup or zarr.json");
		final Map<String, Object> attributes = folder.attributes();
		for (final String key : new String[] { "multiscales", "plate", "well", "bioformats2raw.layout", "labels" })
			if (attributes.containsKey(key)) return Detection.accept();
		return Detection.refuseNamed("it is Zarr, but no OME-Zarr image: it has no \"multiscales\"");
	}

	private static String baseName(final StoredFile file) {
		return file.name().substring(file.name().lastIndexOf('/') + 1);
	}

	/** The probed folder, or the one whose description was probed. */
	private static ZarrFolder folder(final SlideProbe probe) {
		final String name = probe.file().name();
		return new ZarrFolder(probe.file().storage(), probe.isFolder() ? name
			: name.substring(0, Math.max(0, name.lastIndexOf('/'))));
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final ZarrFolder folder = folder(probe);
		final StoredFile file = probe.file();
		final SlideLifetime lifetime = new SlideLifetime(file.fileName(), () -> {});
		try {
			final Reading reading = new Reading(folder, lifetime);
			reading.addAll(folder, "");
			if (reading.scenes.isEmpty())
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "an OME-Zarr image",
					reading.notShown.isEmpty() ? "none" : "none: " + String.join("; ", reading.notShown));
			return new OpenedSlide(new SlideMetadata(file, name(), properties(reading).toMap(), reading.iccProfile)
				.withFiles(List.of(new StoredFile(folder.storage(), folder.name())))
				.withNotShown(reading.notShown), reading.scenes, reading.associated, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private static OpenSlideProperties properties(final Reading reading) {
		final OpenSlideProperties properties = new OpenSlideProperties();
		for (int i = 0; i < reading.folders.size(); i++) {
			properties.put("zarr.scene[" + i + "].path", reading.folders.get(i));
			if (!reading.descriptions.get(i).isEmpty())
				properties.put("zarr.scene[" + i + "].description", reading.descriptions.get(i));
		}
		return properties;
	}

	/** Scenes as they are found, with the paths of their folders in that which was opened. */
	private static final class Reading {

		private final ZarrFolder root;
		private final SlideLifetime lifetime;
		private final List<Scene> scenes = new ArrayList<>();
		private final List<String> folders = new ArrayList<>();
		private final List<String> descriptions = new ArrayList<>();
		private final List<String> notShown = new ArrayList<>();
		private final List<AssociatedImage> associated = new ArrayList<>();
		private byte[] iccProfile;

		Reading(final ZarrFolder root, final SlideLifetime lifetime) {
			this.root = root;
			this.lifetime = lifetime;
		}

		/** All images of a folder of any kind; labels come last. */
		void addAll(final ZarrFolder folder, final String name) throws IOException {
			final Map<String, Object> attributes = folder.attributes();
			if (attributes.containsKey("multiscales")) {
				addImage(folder, name, attributes.containsKey("image-label"));
				if (folder.equals(root)) addCarried(attributes);
				addLabels(folder.folder("labels"), name);
			}
			else if (attributes.containsKey("plate")) addPlate(folder, JsonValues.map(attributes.get("plate")));
			else if (attributes.containsKey("well"))
				addFields(folder, JsonValues.map(attributes.get("well")), name);
			else if (attributes.containsKey("bioformats2raw.layout")) addSeries(folder);
			else if (attributes.containsKey("labels")) addLabels(folder, name);
		}

		private void addImage(final ZarrFolder folder, final String name, final boolean label) throws IOException {
			if (scenes.size() == MOST_SCENES) throw folder.fault("at most " + MOST_SCENES + " images", "more");
			final Optional<MultiscaleImage> image = MultiscaleImage.of(folder);
			if (image.isEmpty()) {
				notShown.add(folder + " is no image");
				return;
			}
			scenes.add(image.get().scene(name.isEmpty() ? image.get().name() : name, label, lifetime));
			descriptions.add(image.get().own().description());
			final int before = root.name().isEmpty() ? 0 : root.name().length() + 1;
			folders.add(folder.equals(root) ? "." : folder.name().substring(before));
		}

		/** What Coverslip put beside the image. */
		private void addCarried(final Map<String, Object> attributes) throws IOException {
			final OwnAttributes own = OwnAttributes.of(attributes);
			associated.addAll(own.associated(root, lifetime));
			iccProfile = own.iccProfile(root).orElse(null);
		}

		/** Label images: OME-Zarr, "labels" metadata. */
		private void addLabels(final ZarrFolder labels, final String of) throws IOException {
			if (!labels.isNode()) return;
			for (final Object path : JsonValues.list(labels.attributes().get("labels"))) {
				final String name = JsonValues.text(path).orElse("");
				addImage(labels.folder(name), of.isEmpty() ? "labels/" + name : of + "/labels/" + name, true);
			}
		}

		/** A plate: OME-Zarr, "plate" metadata. */
		private void addPlate(final ZarrFolder folder, final Map<String, Object> plate) throws IOException {
			for (final Object well : JsonValues.list(plate.get("wells"))) {
				final String path = JsonValues.text(JsonValues.map(well).get("path")).orElse("");
				final ZarrFolder in = folder.folder(path);
				if (in.isNode()) addFields(in, JsonValues.map(in.attributes().get("well")), path);
			}
		}

		/** The fields of a well: OME-Zarr, "well" metadata. */
		private void addFields(final ZarrFolder folder, final Map<String, Object> well, final String name)
			throws IOException {
			for (final Object field : JsonValues.list(well.get("images"))) {
				final String path = JsonValues.text(JsonValues.map(field).get("path")).orElse("");
				addImage(folder.folder(path), name.isEmpty() ? path : name + "/" + path, false);
			}
		}

		/** Images 0, 1, ... or those that {@code OME} lists: README of bioformats2raw, layout 3. */
		private void addSeries(final ZarrFolder folder) throws IOException {
			final List<String> names = new ArrayList<>();
			for (final Object path : JsonValues.list(folder.folder("OME").attributes().get("series")))
				JsonValues.text(path).ifPresent(names::add);
			if (names.isEmpty()) names.addAll(numbered(folder));
			for (final String name : names) {
				final ZarrFolder series = folder.folder(name);
				final Optional<AssociatedImage> beside = beside(series);
				if (beside.isPresent()) associated.add(beside.get());
				else addAll(series, name);
			}
		}

		/** A series that is a slide's label or the like: by its name, and smaller than the first one. */
		private Optional<AssociatedImage> beside(final ZarrFolder series) throws IOException {
			if (scenes.isEmpty()) return Optional.empty();
			final Optional<MultiscaleImage> image = MultiscaleImage.of(series);
			final Matcher name = ASSOCIATED.matcher(image.map(MultiscaleImage::name).orElse(""));
			if (image.isEmpty() || !name.matches()) return Optional.empty();
			final Scene scene = image.get().scene("", false, lifetime);
			return Math.max(scene.width(), scene.height()) < Math.max(scenes.get(0).width(), scenes.get(0).height())
				? ZarrAssociatedImage.of(name.group(1).toLowerCase(Locale.ROOT), image.get(), lifetime)
				: Optional.empty();
		}

		/** Folders whose names are numbers, in the order of these. */
		private static List<String> numbered(final ZarrFolder folder) throws IOException {
			final Set<Integer> numbers = new TreeSet<>();
			for (final Storage.Entry entry : folder.storage().list(folder.name(), MOST_SCENES).orElse(List.of())) {
				final String name = entry.name().substring(entry.name().lastIndexOf('/') + 1);
				if (entry.isFolder() && name.matches("[0-9]{1,6}")) numbers.add(Integer.parseInt(name));
			}
			return numbers.stream().map(String::valueOf).toList();
		}
	}
}

package org.coverslip.format.olympus;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.io.FilePool;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.TiffFile;

/**
 * Assembles a slide: pictures of the specimen become scenes, in the order of the tags; label, macro and overview become
 * associated images, as in QuPath and slideio, and so does the first page of the TIFF, a thumbnail; everything else is
 * listed as not shown. For one thread, and one slide.
 */
final class OlympusSlide {

	private static final int MOST_OPEN = 32;
	private static final String THUMBNAIL = "thumbnail";

	private final String format;
	private final TiffFile tiff;
	private final SlideLifetime lifetime;
	private final FilePool pool = new FilePool(MOST_OPEN);
	private final List<Shown> pictures = new ArrayList<>();
	private final List<Shown> maps = new ArrayList<>();
	private final List<Shown> surroundings = new ArrayList<>();
	private final List<String> notShown = new ArrayList<>();
	private final Set<Integer> pages = new TreeSet<>();
	private SlideFormatException failure;

	/**
	 * @param format
	 *            its name
	 * @param tiff
	 *            belongs to the lifetime
	 */
	OlympusSlide(final String format, final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		this.format = format;
		this.tiff = tiff;
		this.lifetime = lifetime;
		lifetime.closeAlso(pool);
	}

	/** A stack that is shown. */
	private record Shown(VsiStack stack, Scene scene) {}

	Slide open() throws IOException {
		final VsiDescription description = VsiDescription.read(tiff.source(), tiff.file());
		final StackFiles files = StackFiles.of(tiff.file());
		if (description.hasExternalFiles() && !files.exists())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"the folder " + files.folder() + " beside it, where the slide's pixels are", "no such folder");
		final List<VsiStack> stacks = description.stacks().isEmpty() ? undescribed(files) : description.stacks();
		for (final VsiStack stack : stacks)
			add(stack, files);
		files.stacks().keySet().stream().filter(number -> stacks.stream().noneMatch(stack -> stack.number() == number))
			.filter(number -> !files.frames(number).isEmpty())
			.forEach(number -> notShown.add("the pixels in the folder stack" + number
				+ " are not shown: the slide does not describe that stack"));
		return slide(description, files);
	}

	/** Stacks known only by their folders. */
	private static List<VsiStack> undescribed(final StackFiles files) {
		return files.stacks().keySet().stream().map(number -> VsiStack.of(VsiTag.indexed(VsiTagNumber.STACK, number)))
			.toList();
	}

	private void add(final VsiStack stack, final StackFiles files) throws IOException {
		try {
			if (stack.external() || !files.frames(stack.number()).isEmpty()) {
				final EtsScene made = new EtsScene(stack, file(stack, files));
				sort(stack, made.scene(lifetime));
				notShown.addAll(made.notShown());
			}
			else if (!stack.pages().isEmpty()) addPages(stack);
		}
		catch (final SlideFormatException e) {
			if (failure == null) failure = e;
			notShown.add(stack.words() + " is not shown: " + e.getMessage());
		}
	}

	private void addPages(final VsiStack stack) throws IOException {
		pages.addAll(stack.pages().values());
		if (!stack.kind().isPicture()) {
			notShown.add("the " + stack.kind().words() + " in " + stack.words()
				+ " is not shown: it is no picture of the specimen");
			return;
		}
		final PageScene made = new PageScene(tiff, stack);
		sort(stack, made.scene(lifetime));
		notShown.addAll(made.notShown());
	}

	private void sort(final VsiStack stack, final Scene scene) {
		if (!associatedName(stack).isEmpty()) surroundings.add(new Shown(stack, scene));
		else if (stack.kind().isPicture()) pictures.add(new Shown(stack, scene));
		else maps.add(new Shown(stack, scene));
	}

	/**
	 * A stack's name as an associated image; "" for other stacks. Scanners name the label, but give it no kind of its
	 * own.
	 */
	private static String associatedName(final VsiStack stack) {
		if (stack.name().equalsIgnoreCase("label")) return "label";
		if (stack.kind() == StackKind.OVERVIEW || stack.name().equalsIgnoreCase("overview")) return "overview";
		return stack.kind() == StackKind.MACRO ? "macro" : "";
	}

	/** The file with a stack's pixels: the one that suits it, and if there are several, the one with the most tiles. */
	private EtsFile file(final VsiStack stack, final StackFiles files) throws IOException {
		EtsFile best = null;
		SlideFormatException damage = null;
		for (final StoredFile frame : files.frames(stack.number()))
			try {
				final EtsFile file = EtsFile.read(frame, pool.source(frame));
				if (best == null || file.suits(stack) && (!best.suits(stack) || file.tileCount() > best.tileCount()))
					best = file;
			}
			catch (final SlideFormatException e) {
				damage = e;
			}
			catch (final EOFException e) {
				damage = new SlideFormatException(frame, SlideFormatException.NO_OFFSET, "a whole ETS file",
					e.getMessage(), e);
			}
		if (best == null) throw damage != null ? damage : missing(stack, files);
		for (final StoredFile frame : files.frames(stack.number()))
			if (!frame.equals(best.file()))
				notShown.add(frame.fileName() + " is not shown: the pixels of " + stack.words() + " are in "
					+ best.file().fileName());
		return best;
	}

	private SlideFormatException missing(final VsiStack stack, final StackFiles files) {
		final List<StoredFile> others = files.stacks().get(stack.number());
		final String found = others == null ? "no such folder" : others.isEmpty() ? "an empty folder"
			: "other files, such as " + others.get(0).fileName();
		return new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
			"a file frame_*.ets with the pixels of " + stack.words() + " in the folder " + files.folder() + "/"
			+ stack.folder(), found);
	}

	private Slide slide(final VsiDescription description, final StackFiles files) throws IOException {
		final List<Shown> scenes = new ArrayList<>(pictures);
		scenes.addAll(maps);
		final List<AssociatedImage> images = new ArrayList<>();
		final OpenSlideProperties properties = description.properties();
		if (scenes.isEmpty()) scenes.addAll(surroundings);
		else for (final Shown shown : surroundings)
			addImage(shown, scenes, images, properties);
		if (scenes.isEmpty() && failure != null) throw failure;
		if (scenes.isEmpty()) scenes.add(firstPage());
		else if (pages.add(0)) addThumbnail(images);
		final int left = tiff.ifds().size() - pages.size();
		if (left > 0)
			notShown.add(left + (left == 1 ? " page" : " pages") + " of the TIFF " + (left == 1 ? "is" : "are")
			+ " not shown: reduced pictures of the stacks");
		for (int i = 0; i < scenes.size(); i++)
			StackProperties.add(scenes.get(i).stack(), "scene[" + i + "]", properties);
		final SlideMetadata metadata = new SlideMetadata(tiff.file(), format, properties.toMap(), null)
			.withFiles(files.all())
			.withNotShown(notShown);
		return new OpenedSlide(metadata, scenes.stream().map(Shown::scene).toList(), images, lifetime);
	}

	/** Adds an associated image; a second one with the same name, or one that is too large, becomes a scene. */
	private void addImage(final Shown shown, final List<Shown> scenes, final List<AssociatedImage> images,
		final OpenSlideProperties properties)
	{
		final String name = associatedName(shown.stack());
		final StackImage image = StackImage.of(name, shown.scene());
		if (!image.isReadable() || images.stream().anyMatch(known -> known.name().equals(name))) {
			scenes.add(shown);
			return;
		}
		images.add(image);
		StackProperties.add(shown.stack(), name, properties);
		final Scene scene = shown.scene();
		if (image.index() > 0)
			notShown.add("the " + name + " of " + scene.width() + " x " + scene.height() + " pixels is shown at 1/"
				+ (1L << image.index())
				+ " of its size");
		if (scene.channels().size() * scene.sizeZ() * scene.sizeT() > 1)
			notShown.add("of the " + name + " only one plane is shown");
	}

	/** A slide does not fail because of a small picture beside it. */
	private void addThumbnail(final List<AssociatedImage> images) throws IOException {
		try {
			images.add(TiffAssociatedImage.of(THUMBNAIL, tiff, TiffImage.parse(tiff, tiff.ifds().get(0)), lifetime));
		}
		catch (final SlideFormatException e) {
			notShown.add("the " + THUMBNAIL + " is not shown: " + e.getMessage());
		}
	}

	/** The first page, used where no stack mentions pixels. */
	private Shown firstPage() throws IOException {
		final VsiTag frame = VsiTag.indexed(VsiTagNumber.FRAME, 0, VsiTag.indexed(VsiTagNumber.FRAME_IFD, 0));
		final VsiStack stack = VsiStack.of(VsiTag.indexed(VsiTagNumber.STACK, 0, frame));
		pages.add(0);
		return new Shown(stack, new PageScene(tiff, stack).scene(lifetime));
	}
}

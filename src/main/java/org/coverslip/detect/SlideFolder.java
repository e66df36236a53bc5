package org.coverslip.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.dicom.DicomFolder;
import org.coverslip.format.dicom.DicomFormat;
import org.coverslip.io.StoredFile;
import org.coverslip.io.WholeFile;

/**
 * The slides in a folder, told by their names: opening all files to be sure would take minutes. Only those that may be
 * DICOM are looked into, since their names tell nothing: at their first bytes, and up to their series.
 * <p>
 * Each DICOM series is one slide. A folder within the folder that holds the files of one and no other slides is that
 * slide. Of others, the file that opens the series stands for it. What belongs to another slide is none of its own:
 * pictures beside the description of a Hamamatsu slide, files that a list (AFI, NDPIS, OME companion) names, and the
 * LOFs of a project of Leica's. Links, the tiles of Deep Zoom exports, the pixels of Olympus slides, and what has a
 * name that begins with a dot are passed over.
 */
public final class SlideFolder {

	/** How deep folders within folders are looked into. */
	private static final int DEPTH = 8;
	/** Longer lists are not looked into. */
	private static final int LONGEST_LIST = 8 << 20;

	private static final String ZARR = ".zarr";
	private static final Set<String> SLIDES = KnownFormats.slideEndings();
	private static final Set<String> DICOM = KnownFormats.dicomEndings();
	private static final Set<String> PICTURES = KnownFormats.pictureEndings();
	/** What belongs to these are pictures. */
	private static final Set<String> DESCRIPTIONS = Set.of("vms", "vmu");
	/** These name other slides, which belong to them. */
	private static final Set<String> LISTS = Set.of("afi", "ndpis", "ome");

	private final Path root;
	private final boolean pictures;
	private final Map<Path, List<Path>> files = new HashMap<>();
	private final Map<Path, List<Path>> dicom = new HashMap<>();
	/** Folders that are slides by themselves, but of DICOM series. */
	private final List<Path> folders = new ArrayList<>();

	private SlideFolder(final Path root, final boolean pictures) {
		this.root = root;
		this.pictures = pictures;
	}

	/**
	 * Lists the slides of a folder, in the order of their paths without regard to case.
	 *
	 * @param subfolders
	 *            whether to look into the folders in it too, eight deep; those that cannot be read are passed over
	 * @param pictures
	 *            whether plain pictures (PNG, JPEG, BMP, JPEG XR) count
	 * @return slides' files, and folders that are a slide
	 * @throws IOException
	 *             if the folder cannot be read
	 */
	public static List<Path> list(final Path folder, final boolean subfolders, final boolean pictures)
		throws IOException {
		final SlideFolder listing = new SlideFolder(folder, pictures);
		// one deeper than is listed, to see which of the folders hold a DICOM series
		Files.walkFileTree(folder, Set.of(), subfolders ? DEPTH : 2, listing.visitor());
		final List<Path> slides = new ArrayList<>(listing.folders);
		for (final Map.Entry<Path, List<Path>> one : listing.files.entrySet())
			listing.add(one.getKey(), one.getValue(), subfolders, slides);
		slides.sort(Comparator.comparing(Path::toString, String.CASE_INSENSITIVE_ORDER)
			.thenComparing(Comparator.naturalOrder()));
		return slides;
	}

	/**
	 * Whether a folder is itself one slide: it holds the files of one DICOM series, and neither other slides nor
	 * folders with slides.
	 *
	 * @throws IOException
	 *             if the folder cannot be read
	 */
	public static boolean isSlide(final Path folder) throws IOException {
		if (isTakenWhole(folder)) return true;
		final SlideFolder itself = new SlideFolder(folder, true);
		Files.walkFileTree(folder, Set.of(), 1, itself.visitor());
		if (!itself.isSeries(folder)) return false;
		final SlideFolder all = new SlideFolder(folder, true);
		Files.walkFileTree(folder, Set.of(), DEPTH, all.visitor());
		return !all.isCollection(folder);
	}

	/** Whether a folder holds the files of one DICOM series, and of no other slides. */
	private boolean isSeries(final Path directory) {
		final List<Path> own = files.getOrDefault(directory, List.of());
		return !own.isEmpty() && dicom(directory).size() == 1 && others(own).isEmpty();
	}

	private FileVisitor<Path> visitor() {
		return new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes) {
				final boolean passed = !directory.equals(root)
					&& (isHidden(directory) || isDeepZoom(directory) || isPixelsOfVsi(directory));
				if (passed) return FileVisitResult.SKIP_SUBTREE;
				if (directory.equals(root) || !isTakenWhole(directory)) return FileVisitResult.CONTINUE;
				folders.add(directory);
				return FileVisitResult.SKIP_SUBTREE;
			}

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				if (attributes.isRegularFile() && !isHidden(file))
					files.computeIfAbsent(file.getParent(), directory -> new ArrayList<>()).add(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path file, final IOException failure) throws IOException {
				if (file.equals(root)) throw failure;
				return FileVisitResult.CONTINUE;
			}
		};
	}

	private void add(final Path directory, final List<Path> own, final boolean subfolders, final List<Path> slides) {
		if (!directory.equals(root) && isSeries(directory) && !isCollection(directory)) {
			slides.add(directory);
			return;
		}
		if (!directory.equals(root) && !subfolders) return;
		slides.addAll(dicom(directory));
		slides.addAll(others(own));
	}

	/** The files that are slides by their names. */
	private List<Path> others(final List<Path> own) {
		final boolean hasParts = own.stream().anyMatch(file -> DESCRIPTIONS.contains(ending(file)));
		final String lists = lists(own);
		return own.stream()
			.filter(file -> SLIDES.contains(ending(file)) || pictures && !hasParts && PICTURES.contains(ending(file)))
			.filter(file -> !lists.contains(file.getFileName().toString())
			&& !(ending(file).equals("lof") && isInProject(file))).toList();
	}

	/** The files that open the DICOM series of a folder, and those that should be DICOM by their names and are not. */
	private List<Path> dicom(final Path directory) {
		return dicom.computeIfAbsent(directory, key -> {
			final List<Path> candidates = files.get(directory).stream().filter(SlideFolder::mayBeDicom).sorted()
				.toList();
			final Map<StoredFile, Path> paths = new LinkedHashMap<>();
			candidates.forEach(path -> paths.put(StoredFile.of(path), path));
			final DicomFolder found = DicomFolder.of(paths.keySet());
			final List<Path> first =
				new ArrayList<>(found.series().stream().map(series -> paths.get(series.first())).toList());
			final Set<StoredFile> known = new HashSet<>(found.others().keySet());
			if (!first.isEmpty()) known.addAll(found.damaged().keySet()); // the series tells of them
			found.series().forEach(series -> known.addAll(series.files()));
			paths.entrySet().stream().filter(file -> DICOM.contains(ending(file.getValue()))
				&& !known.contains(file.getKey())).map(Map.Entry::getValue)
				.forEach(first::add);
			return first;
		});
	}

	/** Whether a name is one that DICOM files have: with an ending of theirs, without any, or a number or UID. */
	private static boolean mayBeDicom(final Path file) {
		final String ending = ending(file);
		return DICOM.contains(ending) || ending.isEmpty() || ending.matches(".*\\d.*");
	}

	/** Whether a file lies in the folder of a project of Leica's, whose images are LOFs, or below it. */
	private boolean isInProject(final Path lof) {
		for (Path folder = lof.getParent(); folder != null && folder.startsWith(root); folder = folder.getParent())
			if (files.getOrDefault(folder, List.of()).stream().anyMatch(file -> ending(file).equals("xlef")))
				return true;
		return false;
	}

	/** Whether there are slides in the folders within a folder. */
	private boolean isCollection(final Path directory) {
		return files.keySet().stream().anyMatch(other -> !other.equals(directory) && other.startsWith(directory)
			&& (files.get(other).stream().anyMatch(file -> SLIDES.contains(ending(file))) || !dicom(other).isEmpty()));
	}

	/** What the lists among some files say, one after the other. */
	private static String lists(final List<Path> files) {
		final StringBuilder lists = new StringBuilder();
		for (final Path file : files) {
			if (!LISTS.contains(ending(file))) continue;
			try {
				lists.append(new String(WholeFile.read(file, LONGEST_LIST), StandardCharsets.ISO_8859_1)).append('\n');
			}
			catch (final IOException e) {
				continue; // it will say so itself when it is opened
			}
		}
		return lists.toString();
	}

	/**
	 * Whether a format of slides that are folders takes it; DICOM series are looked for by {@link #dicom}. Zarr is told
	 * by its name too, since what is damaged of it should be told, and not be searched for slides.
	 */
	private static boolean isTakenWhole(final Path directory) {
		if (directory.toString().toLowerCase(Locale.ROOT).endsWith(ZARR)) return true;
		try (SlideProbe probe = SlideProbe.openFolder(StoredFile.ofFolder(directory))) {
			for (final SlideFormat format : KnownFormats.all())
				if (!(format instanceof DicomFormat) && format.detect(probe).isAccepted()) return true;
		}
		catch (final IOException e) {
			return false; // what is in it is looked at
		}
		return false;
	}

	private static boolean isHidden(final Path path) {
		return path.getFileName() != null && path.getFileName().toString().startsWith(".");
	}

	/** Whether a folder holds the tiles of an exported slide. */
	private static boolean isDeepZoom(final Path directory) {
		final String name = directory.getFileName().toString();
		return name.endsWith("_files") && Files.exists(directory.resolveSibling(name.replaceFirst("_files$", ".dzi")));
	}

	/** Whether a folder holds the pixels of an Olympus slide beside it, where there may be TIFFs among them. */
	private static boolean isPixelsOfVsi(final Path directory) {
		final String name = directory.getFileName().toString();
		return name.matches("_.+_")
			&& Files.exists(directory.resolveSibling(name.substring(1, name.length() - 1) + ".vsi"));
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		final int dot = name.lastIndexOf('.');
		return dot < 0 ? "" : name.substring(dot + 1);
	}
}

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.coverslip.io.WholeFile;

/**
 * The slides in a folder, told by their names: opening all files to be sure would take minutes.
 * <p>
 * A folder of DICOM files within the folder is one slide, unless there are more slides in folders of its own: then it is a collection,
 * and each of its files counts. What belongs to another slide is none of its own: pictures beside the
 * description of a Hamamatsu slide, and files that a list (AFI, NDPIS, OME companion) names. Links, the tiles of Deep Zoom exports,
 * the pixels of Olympus slides, and what has a name that begins with a dot are passed over.
 */
public final class SlideFolder {

	/** How deep folders within folders are looked into. */
	private static final int DEPTH = 8;
	/** Longer lists are not looked into. */
	private static final int LONGEST_LIST = 8 << 20;

	private static final Set<String> SLIDES = Set.of("svs", "tif", "tiff", "qptiff", "ndpi", "ndpis", "vms", "vmu", "scn", "mrxs",
		"svslide", "bif", "czi", "vsi", "dcm", "afi", "avs", "ome");
	private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "bmp", "jxr");
	private static final Set<String> DESCRIPTIONS = Set.of("vms", "vmu");
	private static final Set<String> LISTS = Set.of("afi", "ndpis", "ome");

	private final Path root;
	private final boolean pictures;
	private final Map<Path, List<Path>> files = new HashMap<>();

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
	 * @return slides' files, and folders of DICOM files
	 * @throws IOException
	 *             if the folder cannot be read
	 */
	public static List<Path> list(final Path folder, final boolean subfolders, final boolean pictures) throws IOException {
		final SlideFolder listing = new SlideFolder(folder, pictures);
		// one deeper than is listed, to see which of the folders hold DICOM files
		Files.walkFileTree(folder, Set.of(), subfolders ? DEPTH : 2, listing.visitor());
		final List<Path> slides = new ArrayList<>();
		for (final Map.Entry<Path, List<Path>> one : listing.files.entrySet())
			listing.add(one.getKey(), one.getValue(), subfolders, slides);
		slides.sort(Comparator.comparing(Path::toString, String.CASE_INSENSITIVE_ORDER).thenComparing(Comparator.naturalOrder()));
		return slides;
	}

	private FileVisitor<Path> visitor() {
		return new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes) {
				final boolean passed = !directory.equals(root) && (isHidden(directory) || isDeepZoom(directory) || isPixelsOfVsi(directory));
				return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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
		if (!directory.equals(root) && own.stream().anyMatch(file -> ending(file).equals("dcm")) && !isCollection(directory)) {
			slides.add(directory);
			return;
		}
		if (!directory.equals(root) && !subfolders) return;
		final boolean hasParts = own.stream().anyMatch(file -> DESCRIPTIONS.contains(ending(file)));
		final String lists = lists(own);
		for (final Path file : own) {
			final boolean slide = SLIDES.contains(ending(file)) || pictures && !hasParts && PICTURES.contains(ending(file));
			if (slide && !lists.contains(file.getFileName().toString())) slides.add(file);
		}
	}

	/** Whether there are slides in the folders within a folder. */
	private boolean isCollection(final Path directory) {
		return files.entrySet().stream().anyMatch(other -> !other.getKey().equals(directory) && other.getKey().startsWith(directory)
			&& other.getValue().stream().anyMatch(file -> SLIDES.contains(ending(file))));
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
		return name.matches("_.+_") && Files.exists(directory.resolveSibling(name.substring(1, name.length() - 1) + ".vsi"));
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		final int dot = name.lastIndexOf('.');
		return dot < 0 ? "" : name.substring(dot + 1);
	}
}

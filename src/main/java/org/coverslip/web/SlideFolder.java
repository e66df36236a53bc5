package org.coverslip.web;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The slides of a folder and the folders in it, found by their names' endings: opening all of them to be sure would take minutes.
 * <p>
 * A folder of DICOM files inside of the one that is shown, with no slides in folders of its own, is one slide. Pictures that lie beside the description of a Hamamatsu slide
 * are its parts. Folders and files whose names begin with a dot, links, and the tiles of Deep Zoom exports are passed over.
 */
final class SlideFolder {

	private static final int DEPTH = 8;
	private static final int MOST = 5000;

	private static final Set<String> SLIDES = Set.of("svs", "tif", "tiff", "qptiff", "ndpi", "ndpis", "vms", "vmu", "scn", "mrxs",
		"svslide", "bif", "czi", "dcm", "afi", "avs", "ome");
	private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "bmp");
	private static final Set<String> DESCRIPTIONS = Set.of("vms", "vmu");

	private final Path root;
	private final List<SharedSlide> found = new ArrayList<>();

	private SlideFolder(final Path root) {
		this.root = root;
	}

	/** At most 5000 slides, in the order of their folders and names; folders that cannot be read are passed over. */
	static List<SharedSlide> list(final Path root) throws IOException {
		final SlideFolder folder = new SlideFolder(root);
		Files.walkFileTree(root, Set.of(), DEPTH, folder.visitor());
		folder.found.sort(Comparator.comparing(SharedSlide::folder, String.CASE_INSENSITIVE_ORDER)
			.thenComparing(SharedSlide::name, String.CASE_INSENSITIVE_ORDER).thenComparing(SharedSlide::id));
		return folder.found;
	}

	private FileVisitor<Path> visitor() {
		return new SimpleFileVisitor<>() {

			private final List<Path> files = new ArrayList<>();

			@Override
			public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes) {
				final boolean passed = !directory.equals(root) && (isHidden(directory) || isDeepZoom(directory));
				return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				if (attributes.isRegularFile() && !isHidden(file)) files.add(file);
				return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path file, final IOException failure) {
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path directory, final IOException failure) {
				final List<Path> own = files.stream().filter(file -> file.getParent().equals(directory)).toList();
				files.removeAll(own);
				add(directory, own);
				return FileVisitResult.CONTINUE;
			}
		};
	}

	private static boolean isHidden(final Path path) {
		return path.getFileName() != null && path.getFileName().toString().startsWith(".");
	}

	/** Whether a folder holds the tiles of an exported slide. */
	private static boolean isDeepZoom(final Path directory) {
		final String name = directory.getFileName().toString();
		return name.endsWith("_files") && Files.exists(directory.resolveSibling(name.replaceFirst("_files$", ".dzi")));
	}

	private void add(final Path directory, final List<Path> files) {
		final boolean isLeaf = found.stream().noneMatch(slide -> slide.path().startsWith(directory));
		if (isLeaf && !directory.equals(root) && files.stream().anyMatch(file -> ending(file).equals("dcm"))) {
			put(directory);
			return;
		}
		final boolean hasParts = files.stream().anyMatch(file -> DESCRIPTIONS.contains(ending(file)));
		for (final Path file : files)
			if (SLIDES.contains(ending(file)) || !hasParts && PICTURES.contains(ending(file))) put(file);
	}

	private void put(final Path path) {
		if (found.size() >= MOST) return;
		final Path top = root.getFileName() == null ? root : root.getFileName();
		final Path inside = root.relativize(path.getParent());
		final String folder = inside.toString().isEmpty() ? top.toString() : top.resolve(inside.toString()).toString();
		found.add(SharedSlide.of(path, folder.replace('\\', '/')));
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.substring(name.lastIndexOf('.') + 1);
	}
}

package org.coverslip.detect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.Storage;
import org.coverslip.io.Storage.Entry;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;

/**
 * The slide in a folder of a storage that holds just one, such as an archive that somebody packed a slide into: the
 * folder itself, or the one file with a slide's ending. If neither, the folders in it are looked into, level by level.
 */
final class OnlySlide {

	private static final int DEEPEST = 4;
	private static final int MOST_NAMES = 100_000;
	private static final int MOST_FOLDERS = 1000;

	private final StoredFile top;
	private final List<SlideFormat> formats;

	private OnlySlide(final StoredFile top, final List<SlideFormat> formats) {
		this.top = top;
		this.formats = formats;
	}

	/**
	 * Opens it.
	 *
	 * @throws IOException
	 *             with one sentence, if there is no such folder, no slide in it, or more than one
	 */
	static Slide in(final StoredFile folder, final List<SlideFormat> formats) throws IOException {
		return new OnlySlide(folder, formats).open();
	}

	private Slide open() throws IOException {
		List<StoredFile> folders = List.of(top);
		for (int depth = 0; depth < DEEPEST && !folders.isEmpty(); depth++) {
			final List<StoredFile> slides = new ArrayList<>();
			final List<StoredFile> pictures = new ArrayList<>();
			final List<StoredFile> below = new ArrayList<>();
			for (final StoredFile folder : folders) {
				if (isSlide(folder)) slides.add(folder);
				else sort(folder, slides, pictures, below);
			}
			final List<StoredFile> found = slides.isEmpty() ? pictures : slides;
			if (found.size() > 1)
				throw new IOException(top + " holds more than one slide; open one of them: "
					+ String.join(", ", found.stream().limit(10).map(StoredFile::toString).toList())
					+ (found.size() > 10 ? ", ..." : ""));
			if (!found.isEmpty()) return open(found.get(0));
			folders = below.subList(0, Math.min(MOST_FOLDERS, below.size()));
		}
		throw new FileNotFoundException(
			top + (top.name().isEmpty() ? " holds no slide"
			: ": there is no file of that name, nor a folder with a slide"));
	}

	private static void sort(final StoredFile folder, final List<StoredFile> slides, final List<StoredFile> pictures,
		final List<StoredFile> below) throws IOException
	{
		final Optional<List<Entry>> entries = folder.storage().list(folder.name(), MOST_NAMES);
		for (final Entry entry : entries.orElse(List.of())) {
			final StoredFile file = new StoredFile(folder.storage(), entry.name());
			if (file.fileName().startsWith(".") || file.fileName().equals("__MACOSX")) continue;
			if (entry.isFolder()) below.add(file);
			else if (hasEnding(file, KnownFormats.slideEndings()) || hasEnding(file, KnownFormats.dicomEndings()))
				slides.add(file);
			else if (hasEnding(file, KnownFormats.pictureEndings())) pictures.add(file);
		}
	}

	private static boolean hasEnding(final StoredFile file, final Set<String> endings) {
		final String name = file.fileName().toLowerCase(Locale.ROOT);
		return endings.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	private boolean isSlide(final StoredFile folder) throws IOException {
		try (SlideProbe probe = SlideProbe.openFolder(folder)) {
			for (final SlideFormat format : formats)
				if (format.detect(probe).isAccepted()) return true;
		}
		return false;
	}

	private Slide open(final StoredFile found) throws IOException {
		final Storage storage = found.storage();
		try (SlideProbe probe = storage.has(found.name()) ? SlideProbe.open(found) : SlideProbe.openFolder(found)) {
			return SlideOpener.open(probe, formats);
		}
	}
}

package org.coverslip.format.lif;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;
import org.coverslip.slide.SlideLifetime;

/**
 * XML files that refer to others: an XLEF to XLIFs and XLCFs, an XLCF to more of them, and an XLIF, which describes one
 * image, to the LOF with its samples. Images stored in files of other kinds are left out, since those open by
 * themselves. Files are looked for in the folder of the one that was opened and below it. For one thread.
 * <p>
 * Source: documentation of liffile 2025.9.28 and Bio-Formats' LMSCollectionXmlDocument and XlifDocument 8.0:
 * {@code Reference} with {@code File} in {@code Children}; in {@code Memory} any elements with {@code File},
 * {@code Offset} and {@code Size}; names are relative to the file that has them, as in a URL, with {@code /} or
 * {@code \}.
 */
final class LeicaProject {

	private static final Set<String> ENDINGS = Set.of("xlef", "xlcf", "xlif");
	private static final String LOF = "lof";
	/** Shows the images of a project in other folders. */
	private static final String VIEW = "xllf";
	private static final String ROOT = "<LMSDataContainerHeader";
	private static final int MOST_FILES = 100_000;
	private static final int MOST_OPEN = 16;

	private final LifScenes scenes;
	private final SlideLifetime lifetime;
	private final Set<StoredFile> files = new LinkedHashSet<>();
	private final FilePool pool = new FilePool(MOST_OPEN);
	private final Map<StoredFile, MemoryBlock> lofs = new HashMap<>();

	LeicaProject(final LifScenes scenes, final SlideLifetime lifetime) {
		this.scenes = scenes;
		this.lifetime = lifetime;
	}

	/**
	 * A file that is to be read.
	 *
	 * @param folder
	 *            within the folder of the file that was opened, "" or with "/" at its end
	 * @param names
	 *            of the collections that it is in, "" or with "/" at the end
	 */
	private record Pending(StoredFile file, String folder, String names) {}

	/** Whether bytes are the beginning of such a file. */
	static boolean begins(final byte[] header, final String ending) {
		return ENDINGS.contains(ending) && new String(header, charset(header)).contains(ROOT);
	}

	/** Source of the possibilities: liffile. */
	private static Charset charset(final byte[] xml) {
		if (xml.length < 4) return StandardCharsets.UTF_8;
		if (xml[0] == 0 || xml[0] == (byte) 0xfe) return StandardCharsets.UTF_16BE;
		return xml[1] == 0 || xml[0] == (byte) 0xff ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
	}

	private static String text(final ByteSource source, final StoredFile file) throws IOException {
		if (source.size() > SafeXml.MOST_LENGTH)
			throw new SlideFormatException(file, SafeXml.MOST_LENGTH,
				"XML of at most " + SafeXml.MOST_LENGTH + " bytes", source.size() + "");
		final byte[] bytes = source.readFully(0, source.size());
		return new String(bytes, charset(bytes));
	}

	/**
	 * Adds all images of a project.
	 *
	 * @return the other files that it is made of
	 */
	Set<StoredFile> read(final ByteSource source, final StoredFile opened) throws IOException {
		lifetime.closeAlso(pool);
		final SiblingFiles siblings = SiblingFiles.of(opened);
		final Set<Object> seen = new LinkedHashSet<>(Set.of(opened.identity()));
		final Deque<Pending> pending = new ArrayDeque<>(List.of(new Pending(opened, "", "")));
		while (!pending.isEmpty()) {
			final Pending next = pending.pop();
			final boolean top = next.file.equals(opened);
			if (ending(next.file.fileName()).equals(LOF)) {
				addLof(next.file);
				continue;
			}
			final LeicaXml xml =
				LeicaXml.parse(top ? text(source, opened) : text(pool.source(next.file), next.file), next.file);
			for (final LeicaXml.Entry entry : xml.entries())
				if (entry.image().isPresent())
					addImage(new LeicaXml.Entry(next.names + entry.path(), entry.element()), next.folder, siblings);
			final String names = top ? "" : next.names + xml.name() + "/";
			final List<Pending> referred = new ArrayList<>();
			for (final String name : references(xml)) {
				final String relative = normal(next.folder, name);
				final Optional<StoredFile> found = find(siblings, relative, "the images of " + name);
				if (found.isEmpty() || !seen.add(found.get().identity())) continue;
				if (seen.size() > MOST_FILES)
					throw new SlideFormatException(opened, SlideFormatException.NO_OFFSET,
						"up to " + MOST_FILES + " files", "more");
				files.add(found.get());
				referred.add(new Pending(found.get(), relative.substring(0, relative.lastIndexOf('/') + 1), names));
			}
			for (int i = referred.size() - 1; i >= 0; i--)
				pending.push(referred.get(i));
		}
		return files;
	}

	/** The files that a collection refers to; those that are neither XML nor LOF are noted. */
	private List<String> references(final LeicaXml xml) {
		final List<String> names = new ArrayList<>();
		for (final LeicaXml.Entry entry : xml.entries())
			for (final XmlElement reference : entry.element().descendants("Children", "Reference")) {
				final String name = reference.attribute("File").orElse("").strip();
				if (ENDINGS.contains(ending(name)) || ending(name).equals(LOF)) names.add(name);
				else if (!name.isEmpty() && !ending(name).equals(VIEW))
					scenes.leaveOut("the file " + name + " is not shown: it is of another kind");
			}
		return names;
	}

	private void addLof(final StoredFile lof) {
		try {
			scenes.addAll(LifContainer.read(pool.source(lof), lof));
		}
		catch (final IOException e) {
			scenes.leaveOut("the file " + lof.fileName() + " is not shown: " + e.getMessage());
		}
	}

	private static String ending(final String name) {
		return name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
	}

	private Optional<StoredFile> find(final SiblingFiles siblings, final String relative, final String what)
		throws IOException {
		try {
			final Optional<StoredFile> found = siblings.find(relative);
			if (found.isEmpty()) scenes.leaveOut(what + " are not shown: there is no file " + relative);
			return found;
		}
		catch (final SlideFormatException e) {
			scenes.leaveOut(what + " are not shown: expected " + e.expected() + ", found " + e.found());
			return Optional.empty();
		}
	}

	/** A name that a file in a folder gives, as seen from the folder of the file that was opened. */
	private static String normal(final String folder, final String name) {
		final String decoded = URLDecoder.decode(name.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25"),
			StandardCharsets.UTF_8);
		final Deque<String> parts = new ArrayDeque<>();
		final String slashed = decoded.strip().replace('\\', '/');
		if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")) return slashed;
		for (final String part : (folder + slashed).split("/"))
			if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) parts.removeLast();
			else if (!part.isEmpty() && !part.equals(".")) parts.add(part);
		return String.join("/", parts);
	}

	private void addImage(final LeicaXml.Entry entry, final String folder, final SiblingFiles siblings)
		throws IOException {
		final List<XmlElement> memories = entry.element().children("Memory");
		final List<MemoryBlock.Piece> pieces = new ArrayList<>();
		final Set<String> others = new LinkedHashSet<>();
		long size = 0;
		for (final XmlElement memory : memories) {
			size = Math.max(size, memory.number("Size", 0, Long.MAX_VALUE, 0));
			for (final XmlElement part : memory.children()) {
				final Optional<String> name = part.attribute("File");
				if (name.isEmpty()) continue;
				if (!ending(name.get()).equals(LOF)) others.add(name.get());
				else find(siblings, normal(folder, name.get()), "the samples of \"" + entry.path() + "\"")
					.ifPresent(file -> {
					piece(part, file).ifPresent(pieces::add);
				});
			}
		}
		if (!others.isEmpty())
			scenes.leaveOut("the image \"" + entry.path() + "\" is not shown: it is stored in " + others.size()
			+ (others.size() == 1 ? " file" : " files") + " of another kind (" + others.iterator().next()
			+ (others.size() == 1 ? "" : ", ...") + "), to be opened by "
			+ (others.size() == 1 ? "itself" : "themselves"));
		else {
			pieces.sort(Comparator.comparingLong(MemoryBlock.Piece::start));
			scenes.add(entry, new MemoryBlock(entry.path(), size, pieces));
		}
	}

	/** The data of a LOF as a part of an image; empty, and noted, if it has none. */
	private Optional<MemoryBlock.Piece> piece(final XmlElement part, final StoredFile lof) {
		try {
			final long start = part.number("Offset", 0, Long.MAX_VALUE, 0);
			if (!lofs.containsKey(lof))
				lofs.put(lof, LifContainer.read(pool.source(lof), lof).blocks().getOrDefault(LifContainer.LOF,
				new MemoryBlock("", 0, List.of())));
			files.add(lof);
			if (lofs.get(lof).pieces().isEmpty()) return Optional.empty();
			final MemoryBlock.Piece data = lofs.get(lof).pieces().get(0);
			final long length = Math.min(data.length(), part.number("Size", 1, Long.MAX_VALUE, data.length()));
			return Optional.of(new MemoryBlock.Piece(start, Math.min(length, Long.MAX_VALUE - start), data.source(),
				data.position(), lof));
		}
		catch (final IOException e) {
			scenes.leaveOut("the file " + lof.fileName() + " is not shown: " + e.getMessage());
			return Optional.empty();
		}
	}
}

package org.coverslip.format.lif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;

/**
 * The description in Leica's files: elements with names, which hold an image, a folder's contents, or settings. For one
 * thread.
 * <p>
 * Source: measured on files of LAS X 3.1 and 3.5; documentation of liffile 2025.9.28; that some LOF begin with
 * {@code <Data>} is known from liffile, too.
 */
final class LeicaXml {

	private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");
	private static final Pattern REFERENCE = Pattern.compile("&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});");

	private final XmlElement root;

	private LeicaXml(final XmlElement root) {
		this.root = root;
	}

	/**
	 * Parses text, replacing characters that XML does not allow by blanks: LAS writes them as it finds them, in names
	 * and comments (Bio-Formats' LIFReader removes them as well).
	 */
	static LeicaXml parse(final String xml, final StoredFile file) throws SlideFormatException {
		final String text = clean(xml);
		final Matcher declaration = DECLARATION.matcher(text);
		final String elements = declaration.find() ? text.substring(declaration.end()) : text;
		return new LeicaXml(XmlElement.parse("<Leica>" + elements + "</Leica>", file));
	}

	private static String clean(final String xml) {
		final StringBuilder clean = new StringBuilder(xml.length());
		xml.codePoints().map(c -> isAllowed(c) ? c : ' ').forEach(clean::appendCodePoint);
		final String text = clean.toString().strip();
		if (!text.contains("&#")) return text;
		return REFERENCE.matcher(text).replaceAll(found -> isAllowed(code(found.group(1))) ? found.group() : " ");
	}

	private static int code(final String reference) {
		return reference.startsWith("x") ? Integer.parseInt(reference.substring(1), 16) : Integer.parseInt(reference);
	}

	/** XML 1.0, production 2, without the byte order mark. */
	private static boolean isAllowed(final int c) {
		return c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < 0xd800 || c >= 0xe000 && c < 0xfeff || c > 0xfeff
			&& c < 0xfffe
			|| c > 0xffff && c <= 0x10ffff;
	}

	/** The version of the file's layout; 2 where none is stated. */
	int version() {
		for (final XmlElement child : root.children())
			if (child.attribute("Version").isPresent())
				return child.attribute("Version").get().strip().equals("1") ? 1 : 2;
		return 2;
	}

	/** The name of the whole, "" if it has none. */
	String name() {
		return outermost().stream().findFirst().flatMap(element -> element.attribute("Name")).orElse("");
	}

	/** All elements, folders before what is in them, each with the names of the folders that it is in. */
	List<Entry> entries() {
		final List<Entry> entries = new ArrayList<>();
		for (final XmlElement element : outermost())
			collect(element, "", true, entries);
		return entries;
	}

	private List<XmlElement> outermost() {
		final List<XmlElement> found = new ArrayList<>();
		for (final XmlElement child : root.children()) {
			if (child.name().equals("Element")) found.add(child);
			found.addAll(child.children("Element"));
			found.addAll(child.descendants("ChildrenOf", "Element"));
		}
		// a LOF without an element around its data
		if (found.isEmpty() && !root.children("Data").isEmpty()) found.add(root);
		return found;
	}

	private static void collect(final XmlElement element, final String folder, final boolean outermost,
		final List<Entry> entries) {
		final String name = element.attribute("Name").orElse("").strip();
		final String path = folder.isEmpty() ? name : folder + "/" + name;
		entries.add(new Entry(path, element));
		for (final XmlElement child : element.descendants("Children", "Element"))
			collect(child, outermost ? "" : path, false, entries);
	}

	/**
	 * An element with its place.
	 *
	 * @param path
	 *            names of the folders and its own, with "/" between them, without that of the whole file
	 */
	record Entry(String path, XmlElement element) {

		/** The image, if it is one. */
		Optional<XmlElement> image() {
			return element.descendants("Data", "Image").stream().findFirst();
		}

		/** The memory block that it names, or "". */
		String memoryBlock() {
			return element.children("Memory").stream().findFirst().flatMap(memory -> memory.attribute("MemoryBlockID"))
				.orElse("").strip();
		}

		/** What kind of data it holds, e.g. "SingleMoleculeDetection", or "". */
		String kind() {
			return element.descendants("Data").stream().flatMap(data -> data.children().stream()).map(XmlElement::name)
				.findFirst().orElse("");
		}
	}
}

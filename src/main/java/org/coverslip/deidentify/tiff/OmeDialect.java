package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.XmlElement;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * OME-TIFF in one file: the images that are not pictures of the slide, in the directories that the XML gives them, and
 * the XML as {@link OmeRules} has it. Directories that are left out are numbered over, in the XML too.
 * <p>
 * Source: the OME-TIFF specification (ome-model, docs.openmicroscopy.org) for TiffData.
 */
final class OmeDialect implements TiffDialect {

	private static final Pattern SCHEMA =
		Pattern.compile("https?://www\\.openmicroscopy\\.org/(Schemas|XMLschemas)/(OME|FC)/[0-9A-Za-z.-]{1,12}/?"
			+ "|https?://www\\.openmicroscopy\\.org/XMLschemas/OME/FC/ome\\.xsd");
	private static final Pattern PICTURE = Pattern.compile("label|macro|overview|thumb|barcode|slide preview");

	@Override
	public Set<String> formats() {
		return Set.of("OME-TIFF");
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final XmlElement root = PageXml.read(tiff.ifds().get(0).field(IMAGE_DESCRIPTION).text(), tiff.file());
		if (!SCHEMA.matcher(root.namespace()).matches()) throw root.unexpected("XML of a schema of OME's", "another");
		checkIsAlone(tiff, root);
		final List<XmlElement> images = root.children("Image");
		final List<XmlElement> kept = new ArrayList<>();
		final Set<Integer> others = new TreeSet<>();
		for (final XmlElement image : images)
			if (isKept(image, kept.isEmpty())) kept.add(image);
			else {
				copy.findings().removed("image that may be a label, macro or thumbnail");
				addDirectories(image, tiff.ifds().size(), others);
			}
		if (kept.isEmpty()) return List.of();
		final Set<Integer> used = new TreeSet<>();
		for (final XmlElement image : kept)
			addDirectories(image, tiff.ifds().size(), used);
		if (used.stream().anyMatch(others::contains))
			throw new IOException(tiff.file() + " does not say which of its directories are the label or macro that "
				+ "it has; convert the slide with associated=none instead");
		final List<KeptPage> pages = new ArrayList<>();
		final List<Integer> order = new ArrayList<>();
		final Ifd first = tiff.ifds().get(used.iterator().next());
		for (int i = 0; i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(i);
			// besides the images there may be a chain of coarser levels for readers that know no SubIFDs
			if (!used.contains(i) && (others.contains(i) || !PlainDialect.belongs(ifd, first))) {
				copy.findings().removed("page that belongs to no image that is kept");
				continue;
			}
			order.add(i);
			pages.add(KeptPage.of(ifd).subIfds(subIfds(tiff, ifd, copy)));
		}
		final XmlRule rule =
			new OmeRules(copy, order).of(kept.stream().map(OmeDialect::key).collect(Collectors.toSet()));
		pages.set(0, pages.get(0).text(IMAGE_DESCRIPTION, PageXml.write(root, rule, copy.findings())));
		return pages;
	}

	private static List<KeptPage> subIfds(final TiffFile tiff, final Ifd ifd, final SlideCopy copy)
		throws IOException {
		final List<KeptPage> subs = new ArrayList<>();
		for (final Ifd sub : tiff.subIfds(ifd))
			if (PlainDialect.belongs(sub, ifd)) subs.add(KeptPage.of(sub));
			else copy.findings().removed("page that is no level, plane or channel of the first one");
		return subs;
	}

	private static void checkIsAlone(final TiffFile tiff, final XmlElement root) throws IOException {
		final long files = root.descendants("Image", "Pixels", "TiffData", "UUID").stream()
			.map(uuid -> uuid.attribute("FileName").orElse("")).distinct().count();
		if (!root.children("BinaryOnly").isEmpty() || files > 1)
			throw new IOException(tiff.file() + " is one of several files of an OME-TIFF, which cannot be "
				+ "de-identified as such; convert it with associated=none instead");
	}

	/** What tells images apart, also where they have neither id nor name. */
	static String key(final XmlElement image) {
		final StringBuilder key = new StringBuilder();
		for (final String name : List.of("ID", "Name"))
			key.append(image.attribute(name).orElse("")).append('/');
		for (final XmlElement pixels : image.children("Pixels"))
			for (final String name : List.of("ID", "SizeX", "SizeY", "PhysicalSizeX"))
				key.append(pixels.attribute(name).orElse("")).append('/');
		return key.toString();
	}

	/**
	 * The first image, and others of which a pixel size is known, if they do not call themselves pictures of the slide.
	 */
	private static boolean isKept(final XmlElement image, final boolean isFirst) {
		final String name = image.attribute("Name").orElse(image.textAt("Name").orElse("")).toLowerCase(Locale.ROOT);
		if (PICTURE.matcher(name).find()) return false;
		return isFirst || image.children("Pixels").stream().anyMatch(p -> p.attribute("PhysicalSizeX").isPresent());
	}

	/** The directories of the main chain that an image's planes are in. */
	private static void addDirectories(final XmlElement image, final int count, final Set<Integer> used)
		throws IOException {
		final List<XmlElement> parts = image.descendants("Pixels", "TiffData");
		for (final XmlElement part : parts) {
			final boolean counted = part.attribute("PlaneCount").isPresent() || part.attribute("NumPlanes").isPresent();
			final long start = part.number("IFD", 0, Integer.MAX_VALUE, 0);
			final long planes = counted ? part.number("PlaneCount", 0, Integer.MAX_VALUE,
				part.number("NumPlanes", 0, Integer.MAX_VALUE, 1)) : part.attribute("IFD").isPresent() ? 1 : count;
			for (long i = start; i < Math.min(count, start + planes); i++)
				used.add((int) i);
		}
		if (parts.isEmpty() || used.isEmpty()) for (int i = 0; i < count; i++)
			used.add(i);
	}
}

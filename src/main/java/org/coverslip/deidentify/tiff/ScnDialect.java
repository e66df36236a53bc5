package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlElement;
import org.coverslip.tiff.TiffFile;

/**
 * Leica SCN: the images that do not show the whole slide, in the directories that the XML names for them. The image of
 * the whole slide shows the label. Directories are numbered anew, in the XML too.
 * <p>
 * Source: openslide.org/formats/leica.
 */
final class ScnDialect implements TiffDialect {

	private static final Set<String> NAMESPACES = Set.of("http://www.leica-microsystems.com/scn/2010/03/10",
		"http://www.leica-microsystems.com/scn/2010/10/01");

	@Override
	public Set<String> formats() {
		return Set.of("Leica SCN");
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final Findings findings = copy.findings();
		final XmlElement root = PageXml.read(tiff.ifds().get(0).field(IMAGE_DESCRIPTION).text(), tiff.file());
		if (!NAMESPACES.contains(root.namespace())) throw root.unexpected("XML of Leica's", "another");
		final XmlElement collection = root.only("collection");
		final Set<Integer> kept = new TreeSet<>();
		for (final XmlElement image : collection.children("image"))
			if (isMacro(image, collection)) findings.removed("macro image");
			else for (final XmlElement dimension : image.descendants("pixels", "dimension"))
				kept.add((int) dimension.number("ifd", 0, Integer.MAX_VALUE));
		findings.removed("supplemental image, such as the label", collection.children("supplementalImage").size());
		final List<Integer> order = List.copyOf(kept);
		final List<KeptPage> pages = new ArrayList<>();
		for (final int number : order) {
			if (number >= tiff.ifds().size()) throw new SlideFormatException(tiff.file(),
				SlideFormatException.NO_OFFSET, "a directory " + number, tiff.ifds().size() + " directories");
			pages.add(KeptPage.of(tiff.ifds().get(number)));
		}
		findings.removed("directory of images that are not kept", tiff.ifds().size() - pages.size());
		if (pages.isEmpty()) return pages;
		final XmlRule rule = rule(copy, collection,
			value -> value.strip().matches("\\d{1,9}") ? String.valueOf(order.indexOf(Integer.valueOf(value.strip())))
			: null);
		pages.set(0, pages.get(0).text(IMAGE_DESCRIPTION, PageXml.write(root, rule, findings)));
		findings.kept("places and sizes of images, magnification, aperture, illumination");
		return pages;
	}

	private static boolean isMacro(final XmlElement image, final XmlElement collection) {
		final List<XmlElement> views = image.children("view");
		return views.size() != 1 || isZero(views.get(0), "offsetX") && isZero(views.get(0), "offsetY")
			&& views.get(0).attribute("sizeX").equals(collection.attribute("sizeX"))
			&& views.get(0).attribute("sizeY").equals(collection.attribute("sizeY"));
	}

	private static boolean isZero(final XmlElement view, final String offset) {
		return view.attribute(offset).orElse("").strip().matches("[+-]?0+");
	}

	private static XmlRule rule(final SlideCopy copy, final XmlElement collection, final UnaryOperator<String> ifd) {
		final XmlRule dimension =
			XmlRule.bare().numbers("sizeX", "sizeY", "r", "c", "z").attribute("ifd", ifd);
		XmlRule channel =
			XmlRule.bare().numbers("index").attribute("rgb", XmlRule.like("#[0-9A-Fa-f]{6}"));
		if (copy.keep().contains(KeptPart.CHANNELS)) {
			channel = channel.attribute("name", name -> name);
			copy.findings().kept("names of channels");
		}
		final XmlRule illumination = XmlRule.bare().numberChildren("numericalAperture").child("illuminationSource",
			XmlRule.bare().text(XmlRule.oneOf("brightfield", "fluorescence")));
		final XmlRule settings = XmlRule.bare()
			.child("objectiveSettings", XmlRule.bare().numberChildren("objective"))
			.child("illuminationSettings", illumination)
			.child("channelSettings", XmlRule.bare().child("channel", channel));
		final XmlRule image = XmlRule.bare().child("pixels",
			XmlRule.bare().numbers("sizeX", "sizeY").child("dimension", dimension))
			.child("view", XmlRule.bare().numbers("sizeX", "sizeY", "offsetX", "offsetY", "spacingZ"))
			.child("scanSettings", settings).where(element -> !isMacro(element, collection));
		return XmlRule.bare().child("collection",
			XmlRule.bare().numbers("sizeX", "sizeY").child("image", image));
	}
}

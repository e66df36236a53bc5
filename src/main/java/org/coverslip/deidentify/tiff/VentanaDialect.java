package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.deidentify.LabelArea;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlWriter;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Ventana BIF and the TIFFs of Ventana's viewer: the directories of levels. The first directory, which shows the whole
 * slide with its label, is replaced by a small white image, since its XML says how the slide was scanned and must be in
 * the first directory, while the XML of level 0 must not.
 * <p>
 * Source: OpenSlide's {@code openslide-vendor-ventana.c}.
 */
final class VentanaDialect implements TiffDialect {

	private static final Pattern LEVEL = Pattern.compile("level=(\\d{1,3})");
	private static final Pattern MAGNIFICATION = Pattern.compile("mag=(\\d{1,4}(?:[.,]\\d{1,12})?)");
	private static final Pattern QUALITY = Pattern.compile("quality=(\\d{1,3})");

	@Override
	public Set<String> formats() {
		return Set.of("Ventana BIF");
	}

	@Override
	public boolean keepsMacro() {
		return true;
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final List<KeptPage> pages = new ArrayList<>();
		for (int i = 0; i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(i);
			final boolean first = i == 0;
			final String text = ifd.text(IMAGE_DESCRIPTION);
			final boolean isLevel = text != null && LEVEL.matcher(text).find();
			final Optional<PixelBlock> painted =
				!isLevel && first ? LabelArea.paintedMacro(copy) : Optional.empty();
			if (!isLevel && painted.isEmpty()) copy.findings().removed("image of the whole slide, or thumbnail");
			if (!isLevel && !first) continue;
			KeptPage page = isLevel ? KeptPage.of(ifd).text(IMAGE_DESCRIPTION, level(text))
				: painted.map(pixels -> KeptPage.of(pixels, 0).text(IMAGE_DESCRIPTION, "Label Image"))
				.orElseGet(KeptPage::blank);
			if (ifd.has(XML_PACKET) && (first || isLevel)) page = page.packet(XML_PACKET, xml(tiff, ifd, copy));
			pages.add(page);
		}
		copy.findings().kept("magnification, resolution, focal planes, areas that were scanned and how tiles overlap");
		return pages;
	}

	private static String level(final String text) {
		final StringBuilder out = new StringBuilder();
		for (final Pattern pattern : List.of(LEVEL, MAGNIFICATION, QUALITY)) {
			final Matcher matcher = pattern.matcher(text);
			if (matcher.find()) out.append(out.isEmpty() ? "" : " ").append(matcher.group());
		}
		return out.toString();
	}

	private static byte[] xml(final TiffFile tiff, final Ifd ifd, final SlideCopy copy) throws IOException {
		if (ifd.count(XML_PACKET) > SafeXml.MOST_LENGTH) throw new SlideFormatException(tiff.file(), ifd.offset(),
			"XML of at most " + SafeXml.MOST_LENGTH + " bytes", ifd.count(XML_PACKET) + "");
		final byte[] all = ifd.bytes(XML_PACKET);
		int length = 0;
		while (length < all.length && all[length] != 0)
			length++;
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final XmlWriter writer = new XmlWriter(out);
		SafeXml.read(Arrays.copyOf(all, length), tiff.file(), new VentanaXml(writer, copy.findings()));
		writer.finish();
		out.write(0);
		return out.toByteArray();
	}
}

package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.ThumbnailExam;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.XmlElement;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * PerkinElmer/Akoya QPTIFF: the directories that call themselves FullResolution or ReducedResolution, and the
 * thumbnail. Source: "PKI Image Format" (PerkinElmer), and a file of a Vectra Polaris.
 */
final class QptiffDialect implements TiffDialect {

	private static final String ROOT = "PerkinElmer-QPI-ImageDescription";
	private static final String SOFTWARE_NAME = "PerkinElmer-QPI";

	@Override
	public Set<String> formats() {
		return Set.of("Akoya QPTIFF");
	}

	private static XmlRule rule(final SlideCopy copy) {
		final XmlRule resolution = XmlRule.bare().numberChildren("Magnification", "PixelSizeMicrons");
		final XmlRule rule = XmlRule.bare().numberChildren("DescriptionVersion", "ExposureTime", "SignalUnits")
			.child("ImageType", XmlRule.bare().text(
				XmlRule.oneOf("FullResolution", "ReducedResolution", "Thumbnail")))
			.child("IsUnmixedComponent", XmlRule.bare().text(XmlRule.oneOf("True", "False", "true", "false")))
			.child("Color", XmlRule.bare().text(XmlRule.like("\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*")))
			.child("Objective", XmlRule.bare().text(XmlRule.like("\\d{1,3}[xX]")))
			.child("ScanProfile",
				XmlRule.bare().child("root", XmlRule.bare().child("ScanResolution", resolution)));
		if (!copy.keep().contains(KeptPart.CHANNELS)) return rule;
		copy.findings().kept("names of channels");
		return rule.child("Name", XmlRule.bare().text(name -> name))
			.child("Biomarker", XmlRule.bare().text(name -> name));
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final XmlRule rule = rule(copy);
		final List<KeptPage> pages = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String text = ifd.text(IMAGE_DESCRIPTION);
			if (text == null || !text.contains("<" + ROOT)) {
				copy.findings().removed("page that does not say what it is");
				continue;
			}
			final XmlElement root = PageXml.read(text, tiff.file());
			switch (root.textAt("ImageType").orElse("").strip()) {
				case "FullResolution", "ReducedResolution" -> pages.add(page(ifd, root, rule, copy));
				case "Thumbnail" -> {
					if (ThumbnailExam.isKept(copy)) pages.add(page(ifd, root, rule, copy));
				}
				case "Label" -> copy.findings().removed("label image");
				case "Overview" -> copy.findings().removed("overview, which shows the label");
				default -> copy.findings().removed("page of a type that is not known");
			}
		}
		copy.findings().kept("types of images, colours and exposure times of channels, magnification");
		return pages;
	}

	private static KeptPage page(final Ifd ifd, final XmlElement root, final XmlRule rule, final SlideCopy copy)
		throws IOException {
		final KeptPage page =
			KeptPage.of(ifd).text(IMAGE_DESCRIPTION, PageXml.write(root, rule, copy.findings()));
		final String software = ifd.text(SOFTWARE);
		return software != null && software.startsWith(SOFTWARE_NAME) ? page.text(SOFTWARE, SOFTWARE_NAME) : page;
	}
}

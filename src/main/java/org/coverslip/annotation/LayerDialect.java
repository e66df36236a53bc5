package org.coverslip.annotation;

import java.util.Locale;

import org.coverslip.annotation.XmlHead.Element;

/**
 * Whose a file is that has {@code Annotations/Annotation/Regions/Region}, as the files of ImageScope and HALO have.
 */
public enum LayerDialect {

	/** Numbers for what a region is, {@code Vertex} for its points. */
	IMAGESCOPE,

	/** Words for what a region is, {@code V} for its points. */
	HALO;

	/**
	 * Whose a file is.
	 *
	 * @return null if it is of neither; by the file's name if nothing in its first elements tells
	 */
	public static LayerDialect of(final AnnotationFile file, final XmlHead head) {
		if (!head.hasRoot("Annotations")) return null;
		if (head.has(LayerDialect::isOfHalo)) return HALO;
		if (head.has(LayerDialect::isOfImageScope)) return IMAGESCOPE;
		return file.name().toLowerCase(Locale.ROOT).endsWith(".annotations") ? HALO : IMAGESCOPE;
	}

	private static boolean isOfHalo(final Element element) {
		return switch (element.name()) {
			case "V" -> true;
			case "Region" -> element.attributes().containsKey("HasEndcaps")
				|| element.attributes().getOrDefault("Type", "").matches("[A-Z][a-z]+");
			case "Annotation" -> element.attributes().getOrDefault("Visible", "").matches("True|False");
			default -> false;
		};
	}

	private static boolean isOfImageScope(final Element element) {
		return element.depth() == 1 && element.attributes().containsKey("MicronsPerPixel")
			|| element.name().equals("Vertex") || element.name().equals("RegionAttributeHeaders")
			|| element.name().equals("Annotation") && element.attributes().containsKey("Id");
	}
}

package org.coverslip.format.zeiss;

import java.util.HashSet;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * What the metadata of a CZI says about the image. Immutable after {@link #parse}.
 * <p>
 * Source of the properties' names: OpenSlide 4.0.1 (openslide-vendor-zeiss.c) joins the names of elements and
 * attributes with dots, from "AttachmentInfos", "DisplaySetting", "Information" and "Scaling" downwards. An element in
 * a list of its kind ("Channel" in "Channels") goes by its Id or Name instead, and is left out if it has neither;
 * sibling elements with the same name are all left out.
 */
final class ZeissMetadata {

	private static final String PREFIX = "zeiss";
	private static final double UM_PER_METRE = 1_000_000.0;
	private static final String BARCODE = "openslide.barcode";

	private final MetadataNode root;

	private ZeissMetadata(final MetadataNode root) {
		this.root = root;
	}

	/**
	 * @param xml
	 *            empty if there is no metadata
	 */
	static ZeissMetadata parse(final byte[] xml, final StoredFile file) throws SlideFormatException {
		return new ZeissMetadata(MetadataXml.read(xml, file));
	}

	/** Adds all properties that OpenSlide takes from the metadata. */
	void addTo(final OpenSlideProperties properties) {
		for (final MetadataNode part : root.children())
			add(properties, PREFIX, part, part.name());
		for (final String axis : List.of("X", "Y"))
			OpenSlideProperties.parseDouble(properties.get("zeiss.Scaling.Items." + axis + ".Value"))
				.ifPresent(metres -> properties
				.put(axis.equals("X") ? OpenSlideProperties.MPP_X : OpenSlideProperties.MPP_Y, UM_PER_METRE * metres));
		final String objective = properties.get("zeiss.Information.Image.ObjectiveSettings.ObjectiveRef.Id");
		if (objective != null)
			properties.copyDouble("zeiss.Information.Instrument.Objectives." + objective + ".NominalMagnification",
				OpenSlideProperties.OBJECTIVE_POWER);
		properties.put(BARCODE,
			root.textAt("AttachmentInfos", "AttachmentInfo", "Label", "Barcodes", "Barcode", "Content").orElse(null));
	}

	/**
	 * @param above
	 *            the name of the parent element, as used in the properties' names
	 * @param own
	 *            the name of the element itself, as used in the properties' names
	 */
	private static void add(final OpenSlideProperties properties, final String above, final MetadataNode node,
		final String own) {
		final String path = above + "." + own;
		for (final Entry<String, String> attribute : node.attributes().entrySet())
			if (!MetadataNode.isBlank(attribute.getValue()))
				properties.put(path + "." + attribute.getKey(), attribute.getValue());
		if (!node.text().isEmpty()) properties.put(path, node.text());
		final Set<String> once = new HashSet<>();
		final Set<String> often = new HashSet<>();
		for (final MetadataNode child : node.children())
			name(own, child).filter(name -> !once.add(name)).ifPresent(often::add);
		for (final MetadataNode child : node.children())
			name(own, child).filter(name -> !often.contains(name))
				.ifPresent(name -> add(properties, path, child, name));
	}

	private static Optional<String> name(final String above, final MetadataNode node) {
		final boolean listed = above.equals(node.name() + "s") || above.equals("Items") && node.name()
			.equals("Distance");
		return listed ? node.attribute("Id").or(() -> node.attribute("Name")) : Optional.of(node.name());
	}

	/** The stated size of the whole recording along X or Y, in pixels; empty if not stated, or not a number above 0. */
	OptionalInt size(final char axis) {
		final String text = root.textAt("Information", "Image", "Size" + axis).orElse("").strip();
		final int size = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
		return size > 0 ? OptionalInt.of(size) : OptionalInt.empty();
	}

	/** The size of a pixel; empty if it is not stated, or 0. */
	Optional<PixelSize> pixelSize() {
		final OptionalDouble x = distance("X");
		final OptionalDouble y = distance("Y");
		return x.isPresent() && y.isPresent() ? Optional.of(new PixelSize(x.getAsDouble(), y.getAsDouble()))
			: Optional.empty();
	}

	/** Micrometres between focal planes, if stated. */
	OptionalDouble stepZ() {
		return distance("Z");
	}

	private OptionalDouble distance(final String axis) {
		for (final MetadataNode distance : root.descendants("Scaling", "Items", "Distance"))
			if (distance.attribute("Id").orElse("").equalsIgnoreCase(axis)) {
				final OptionalDouble metres = OpenSlideProperties.parseDouble(distance.textAt("Value").orElse(null));
				if (metres.isPresent() && PixelSize.isValid(UM_PER_METRE * metres.getAsDouble()))
					return OptionalDouble.of(UM_PER_METRE * metres.getAsDouble());
			}
		return OptionalDouble.empty();
	}

	/** The magnification of the objective that the image refers to, else of the only objective listed. */
	OptionalDouble objectivePower() {
		final Optional<String> used = root.descendants("Information", "Image", "ObjectiveSettings", "ObjectiveRef")
			.stream()
			.flatMap(reference -> reference.attribute("Id").stream()).findFirst();
		final List<MetadataNode> listed = root.descendants("Information", "Instrument", "Objectives", "Objective");
		for (final MetadataNode objective : listed)
			if (used.isPresent() ? objective.attribute("Id").equals(used) : listed.size() == 1) {
				final OptionalDouble power =
					OpenSlideProperties.parseDouble(objective.textAt("NominalMagnification").orElse(null));
				return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
			}
		return OptionalDouble.empty();
	}

	/** The name of the scene S with this number, or "". */
	String sceneName(final int scene) {
		return root.descendants("Information", "Image", "Dimensions", "S", "Scenes", "Scene").stream()
			.filter(found -> found.attribute("Index").orElse("").strip().equals(Integer.toString(scene)))
			.flatMap(found -> found.attribute("Name").stream()).findFirst().orElse("");
	}

	/**
	 * Name and colour of the channel C with this number. The colour is the one in which the recording program shows it
	 * (from "DisplaySetting"), or if there is none, that of the dye.
	 */
	Channel channel(final int number) {
		final Optional<MetadataNode> recorded =
			at(root.descendants("Information", "Image", "Dimensions", "Channels", "Channel"), number);
		final List<MetadataNode> displayed = root.descendants("DisplaySetting", "Channels", "Channel");
		final Optional<String> id = recorded.flatMap(channel -> channel.attribute("Id"));
		final Optional<MetadataNode> shown = displayed.stream()
			.filter(channel -> id.isPresent() && channel.attribute("Id").equals(id))
			.findFirst().or(() -> at(displayed, number));
		final String name = recorded.flatMap(ZeissMetadata::name).or(() -> shown.flatMap(ZeissMetadata::name))
			.orElse("");
		final OptionalInt colour = shown.map(ZeissMetadata::colour).orElse(OptionalInt.empty());
		return new Channel(name, colour.isPresent() ? colour
			: recorded.map(ZeissMetadata::colour).orElse(OptionalInt.empty()));
	}

	private static Optional<MetadataNode> at(final List<MetadataNode> nodes, final int index) {
		return index >= 0 && index < nodes.size() ? Optional.of(nodes.get(index)) : Optional.empty();
	}

	private static Optional<String> name(final MetadataNode channel) {
		return channel.attribute("Name").filter(name -> !name.isBlank()).or(() -> channel.textAt("ShortName"))
			.or(() -> channel.textAt("Fluor")).or(() -> channel.textAt("DyeName")).map(String::strip);
	}

	/** Colours are "#RRGGBB", or "#AARRGGBB" with an opacity that is not used. */
	private static OptionalInt colour(final MetadataNode channel) {
		final String text = channel.textAt("Color").orElse("").strip();
		return text.matches("#([0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")
			? OptionalInt.of(Integer.parseInt(text.substring(text.length() - 6), 16)) : OptionalInt.empty();
	}
}

package org.coverslip.export.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.dicom.DicomItem;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Scene;

/** The optical paths of a slide (PS3.3, C.8.12.5): one for colours, or one for each channel. */
final class OpticalPaths {

	/** 16 bits for each, which PS3.3 C.8.12.5 asks for. */
	private static final int PALETTE_BITS = 16;
	private static final int TO_16_BITS = 0x101;

	private final Scene scene;
	private final Optional<byte[]> profile;

	/**
	 * @param profile
	 *            of the slide's colours; sRGB where there is none
	 */
	OpticalPaths(final Scene scene, final Optional<byte[]> profile) {
		this.scene = scene;
		this.profile = profile;
	}

	/** The elements for a level. */
	DicomItem of(final int samples) {
		if (samples == 3) return elements(List.of(colours(profile)));
		final List<DicomItem> paths = new ArrayList<>();
		for (int i = 0; i < scene.channels().size(); i++)
			paths.add(channel(i));
		return elements(paths);
	}

	/** The elements for an image whose colours are not those of the slide's profile. */
	DicomItem plain(final int samples) {
		return elements(List.of(samples == 3 ? colours(Optional.empty()) : path(0)));
	}

	/** The item by which frames name the path of a number. */
	static DicomItem reference(final int number) {
		return new DicomItem().put("OpticalPathIdentifier", Integer.toString(number));
	}

	private static DicomItem elements(final List<DicomItem> paths) {
		return new DicomItem().put("NumberOfOpticalPaths", paths.size()).put("OpticalPathSequence", paths);
	}

	private DicomItem path(final int number) {
		final DicomItem path = reference(number);
		path.put("IlluminationColorCodeSequence",
			List.of(InstanceAttributes.code("414298005", "SCT", "Full Spectrum")));
		if (scene.objectivePower().isPresent()) path.put("ObjectiveLensPower", scene.objectivePower().getAsDouble());
		return path.put("IlluminationTypeCodeSequence",
			List.of(InstanceAttributes.code("111744", "DCM", "Brightfield illumination")));
	}

	private DicomItem colours(final Optional<byte[]> of) {
		final DicomItem path = path(0).put("ICCProfile", (Object) of.orElseGet(SrgbProfile::bytes));
		return of.isPresent() ? path : path.put("ColorSpace", "SRGB");
	}

	/** Several channels, or one that has a colour, are fluorescence. */
	private DicomItem channel(final int number) {
		final Channel channel = scene.channels().get(number);
		final DicomItem path = path(number);
		if (!channel.name().isBlank())
			path.put("OpticalPathDescription", ElementText.fitted("OpticalPathDescription", channel.name()));
		if (scene.channels().size() > 1 || channel.rgbColor().isPresent()) path.put("IlluminationTypeCodeSequence",
			List.of(InstanceAttributes.code("111743", "DCM", "Epifluorescence illumination")));
		if (channel.rgbColor().isPresent()) {
			path.put("PaletteColorLookupTableSequence", List.of(palette(channel.rgbColor().getAsInt())));
			path.put("ICCProfile", (Object) SrgbProfile.bytes()).put("ColorSpace", "SRGB");
		}
		return path;
	}

	/** From black to a colour, in equal steps, for all values that samples have. */
	private DicomItem palette(final int rgb) {
		final DicomItem item = new DicomItem();
		final int entries = 1 << scene.pixelType().bits();
		final List<String> names = List.of("Red", "Green", "Blue");
		for (int i = 0; i < names.size(); i++) {
			item.put(names.get(i) + "PaletteColorLookupTableDescriptor", entries & 0xffff, 0, PALETTE_BITS);
			item.put("Segmented" + names.get(i) + "PaletteColorLookupTableData",
				(Object) ramp(entries, (rgb >> 8 * (2 - i) & 0xff) * TO_16_BITS));
		}
		return item;
	}

	/** A discrete segment of one 0, and a linear one to the end (PS3.3, C.7.9.2). */
	private static byte[] ramp(final int entries, final int end) {
		final ByteBuffer words = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
		for (final int word : new int[] { 0, 1, 0, 1, entries - 1, end })
			words.putShort((short) word);
		return words.array();
	}
}

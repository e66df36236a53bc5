package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.SlideLifetime;

/**
 * What Coverslip says of an image that it wrote, in the attribute "coverslip", because OME-Zarr has no words for it:
 * see docs/formats.md.
 *
 * @param json
 *            the attribute; empty of images that others wrote
 */
record OwnAttributes(Map<String, Object> json) {

	private static final int LONGEST_PROFILE = 64 << 20;

	static OwnAttributes of(final Map<String, Object> attributes) {
		return new OwnAttributes(JsonValues.map(attributes.get("coverslip")));
	}

	/** Whether channels are the samples of a picture; empty if that is not said. */
	Optional<Boolean> rgb() {
		return json.get("rgb") instanceof Boolean rgb ? Optional.of(rgb) : Optional.empty();
	}

	/** Free text, or "". */
	String description() {
		return JsonValues.text(json.get("description")).orElse("");
	}

	OptionalDouble objectivePower() {
		return json.get("objectivePower") instanceof Number power && power.doubleValue() > 0
			? OptionalDouble.of(power.doubleValue()) : OptionalDouble.empty();
	}

	/** A channel without the name or colour that it was only given since OME-Zarr wants one. */
	Channel asItWas(final int number, final Channel channel) {
		return new Channel(has("unnamed", number) ? "" : channel.name(),
			has("uncolored", number) ? OptionalInt.empty() : channel.rgbColor(), channel.shown());
	}

	private boolean has(final String list, final int number) {
		return JsonValues.list(json.get(list)).stream()
			.anyMatch(each -> each instanceof Number other && other.doubleValue() == number);
	}

	/** The images beside an image. */
	List<AssociatedImage> associated(final ZarrFolder folder, final SlideLifetime lifetime) throws IOException {
		final List<AssociatedImage> images = new ArrayList<>();
		for (final Object each : JsonValues.list(json.get("associated"))) {
			final String name = JsonValues.text(JsonValues.map(each).get("name")).orElse("");
			final ZarrFolder in = folder.folder(JsonValues.text(JsonValues.map(each).get("path")).orElse(""));
			final Optional<MultiscaleImage> image = in.equals(folder) ? Optional.empty() : MultiscaleImage.of(in);
			if (image.isPresent()) ZarrAssociatedImage.of(name, image.get(), lifetime).ifPresent(images::add);
		}
		return images;
	}

	/** The colour profile of an image. */
	Optional<byte[]> iccProfile(final ZarrFolder folder) throws IOException {
		final Optional<String> path = JsonValues.text(json.get("iccProfile"));
		final Optional<ZarrArray> array = path.isEmpty() ? Optional.empty() : ZarrArray.of(folder.folder(path.get()));
		if (array.isEmpty() || array.get().shape().length != 1 || array.get().type().bytes() != 1
			|| array.get().shape()[0] != array.get().chunk()[0] || array.get().chunkBytes() > LONGEST_PROFILE)
			return Optional.empty();
		try (ZarrChunks chunks = new ZarrChunks(array.get())) {
			return chunks.read(new long[1]);
		}
	}
}

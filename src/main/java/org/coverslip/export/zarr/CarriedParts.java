package org.coverslip.export.zarr;

import static org.coverslip.export.zarr.ArrayDescription.ordered;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.JsonText;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.walk.TileCanvas;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.io.OutputFolder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;

/**
 * What goes along with an image, for which OME-Zarr has no place: associated images, each an image in OME-Zarr in
 * {@code associated}, and the colour profile, whose bytes are the array {@code icc_profile}. Other programs open them
 * by their paths or pass over them; which are there says the image's attribute "coverslip".
 *
 * @param folder
 *            of the image
 */
record CarriedParts(OutputFolder folder, OmeZarrOptions options, List<AssociatedImage> images) {

	private static final String ASSOCIATED = "associated";
	private static final String ICC_PROFILE = "icc_profile";
	private static final String GROUP_OF_THREE = JsonText.of(ordered("zarr_format", 3, "node_type", "group",
		"attributes", Map.of()));
	private static final String GROUP_OF_TWO = JsonText.of(ordered("zarr_format", 2));

	/** Writes them. The answer is what the attribute says of them. */
	Map<String, Object> write() throws IOException {
		final Map<String, Object> said = new LinkedHashMap<>();
		final List<Object> names = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			final String name = images.get(i).name();
			final String path =
				ASSOCIATED + "/" + i + "_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
			write(images.get(i), path);
			names.add(ordered("name", name, "path", path));
		}
		if (!names.isEmpty()) {
			writeGroup(folder, ASSOCIATED, options.version());
			said.put(ASSOCIATED, names);
		}
		final Optional<byte[]> profile = options.iccProfile();
		if (profile.isPresent()) {
			write(profile.get());
			said.put("iccProfile", ICC_PROFILE);
		}
		return said;
	}

	/** A group in which there is nothing but others. */
	static void writeGroup(final OutputFolder folder, final String path, final Version version) throws IOException {
		if (version == Version.V0_4) write(folder, path + "/.zgroup", GROUP_OF_TWO);
		else write(folder, path + "/zarr.json", GROUP_OF_THREE);
	}

	/** A description, as a line of a file. */
	static void write(final OutputFolder folder, final String name, final String json) throws IOException {
		folder.write(name, (json + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private void write(final AssociatedImage image, final String path) throws IOException {
		final PixelBlock pixels = image.read();
		final BlockShape shape = pixels.shape();
		final boolean apart = shape.samples() != 1 && shape.samples() != 3;
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < (apart ? shape.samples() : 1); c++)
			channels.add(shape.samples() == 3 ? Channel.rgb() : Channel.named(""));
		try (TileCanvas canvas = TileCanvas.builder(shape.width(), shape.height(), shape.type(), apart ? 1
			: shape.samples()).name(image.name()).channels(channels).categorical(false).create())
		{
			if (!apart) canvas.write(0, 0, pixels);
			else for (int c = 0; c < shape.samples(); c++)
				canvas.write(new Plane(c, 0, 0), 0, 0, sample(pixels, c));
			final Scene scene = canvas.finish();
			SlideWriter.write(scene, options.toBuilder().associatedImages(List.of()).iccProfile(Optional.empty())
				.build(), folder.place(path), ProgressListener.NONE);
		}
	}

	private static PixelBlock sample(final PixelBlock pixels, final int sample) {
		final BlockShape shape = pixels.shape();
		final PixelBlock one = PixelBlock.zeros(shape.withSamples(1));
		for (int i = 0; i < shape.pixels(); i++)
			one.put(i, pixels.value(i * shape.samples() + sample));
		return one;
	}

	/** An array of bytes, in one chunk. */
	private void write(final byte[] profile) throws IOException {
		final List<Integer> shape = List.of(profile.length);
		if (options.version() == Version.V0_4) {
			write(folder, ICC_PROFILE + "/.zarray", JsonText.of(ordered("zarr_format", 2, "shape", shape, "chunks",
				shape, "dtype", "|u1", "compressor", null, "fill_value", 0, "order", "C", "filters", null,
				"dimension_separator", "/")));
			folder.write(ICC_PROFILE + "/0", profile);
			return;
		}
		write(folder, ICC_PROFILE + "/zarr.json", JsonText.of(ordered("zarr_format", 3, "node_type", "array", "shape",
			shape, "data_type", "uint8", "chunk_grid", ordered("name", "regular", "configuration",
				ordered("chunk_shape", shape)),
			"chunk_key_encoding", ordered("name", "default", "configuration",
				ordered("separator", "/")),
			"fill_value", 0, "codecs", List.of(ordered("name", "bytes")), "attributes", Map.of())));
		folder.write(ICC_PROFILE + "/c/0", profile);
	}
}

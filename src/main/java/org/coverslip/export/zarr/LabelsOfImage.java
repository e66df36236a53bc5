package org.coverslip.export.zarr;

import static org.coverslip.export.zarr.ArrayDescription.ordered;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.JsonText;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.io.FileClaim;
import org.coverslip.io.JsonReader;
import org.coverslip.io.OutputFile;
import org.coverslip.io.WholeFile;

/**
 * The group of label images in an image that is there already: OME-Zarr, "labels" metadata. One program at a time
 * writes into it.
 *
 * @param image
 *            the folder of the image
 * @param version
 *            of the image, and so of its labels
 * @param levels
 *            how many levels it has, and so its labels
 */
record LabelsOfImage(Path image, Version version, int levels) {

	/** The group's name. */
	static final String LABELS = "labels";

	private static final int LONGEST = 64 << 20;

	/**
	 * The group that a target lies in; empty if it lies elsewhere.
	 *
	 * @throws IOException
	 *             if the image's description cannot be read
	 */
	static Optional<LabelsOfImage> of(final Path target) throws IOException {
		final Path group = target.toAbsolutePath().getParent();
		if (group == null || group.getFileName() == null || !group.getFileName().toString().equals(LABELS))
			return Optional.empty();
		for (final Version version : Version.values()) {
			final Map<String, Object> ome = attributes(group.getParent(), version);
			if (ome.get("multiscales") instanceof List<?> images && !images.isEmpty()
				&& images.get(0) instanceof Map<?, ?> first && first.get("datasets") instanceof List<?> levels)
				return Optional.of(new LabelsOfImage(group.getParent(), version, levels.size()));
		}
		return Optional.empty();
	}

	/** What a group says of images; nothing if it is not of the version's Zarr. */
	private static Map<String, Object> attributes(final Path group, final Version version) throws IOException {
		final Path file = group.resolve(version == Version.V0_4 ? ".zattrs" : "zarr.json");
		if (!Files.isRegularFile(file)) return Map.of();
		final Map<String, Object> json =
			JsonReader.object(new String(WholeFile.read(file, LONGEST), StandardCharsets.UTF_8)).orElse(Map.of());
		return version == Version.V0_4 ? json : map(map(json.get("attributes")).get("ome"));
	}

	@SuppressWarnings("unchecked") // JsonReader makes no other maps
	private static Map<String, Object> map(final Object value) {
		return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
	}

	/** The right to write into the group. */
	final class Writing implements Closeable {

		private final FileClaim claim;

		private Writing(final FileClaim claim) {
			this.claim = claim;
		}

		/** Lists a label image that has come to be there. */
		void add(final String name) throws IOException {
			final List<Object> names = new ArrayList<>();
			if (attributes(image.resolve(LABELS), version).get(LABELS) instanceof List<?> before) names.addAll(before);
			if (!names.contains(name)) names.add(name);
			if (version == Version.V0_4) {
				write(".zattrs", ordered(LABELS, names));
				write(".zgroup", ordered("zarr_format", 2));
			}
			else write("zarr.json", ordered("zarr_format", 3, "node_type", "group", "attributes",
				ordered("ome", ordered("version", version.number(), LABELS, names))));
		}

		private void write(final String name, final Map<String, Object> json) throws IOException {
			try (OutputFile file = OutputFile.create(image.resolve(LABELS).resolve(name))) {
				file.write(0, ByteBuffer.wrap((JsonText.of(json) + "\n").getBytes(StandardCharsets.UTF_8)));
				file.commit();
			}
		}

		/** Ends it; a group in which nothing came to be is no more. */
		@Override
		public void close() throws IOException {
			try {
				Files.deleteIfExists(image.resolve(LABELS));
			}
			catch (final DirectoryNotEmptyException e) {
				return; // as it should be
			}
			finally {
				claim.close();
			}
		}
	}

	/**
	 * Makes the group's folder if there is none.
	 *
	 * @throws IOException
	 *             with one sentence, if somebody else is writing into it
	 */
	Writing begin() throws IOException {
		final FileClaim claim = FileClaim.take(image.resolve("." + LABELS + ".working"))
			.orElseThrow(() -> new IOException(
				"another program is writing labels into " + image + "; wait until it ends"));
		Files.createDirectories(image.resolve(LABELS));
		return new Writing(claim);
	}
}

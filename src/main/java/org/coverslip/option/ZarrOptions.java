package org.coverslip.option;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.zarr.OmeZarrOptions;
import org.coverslip.export.zarr.OmeZarrOptions.Compression;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.slide.Slide;

/** How an image in OME-Zarr is written, where a pyramidal TIFF could be written too. */
public final class ZarrOptions {

	/** Endings of names, in lower case; the first is the usual one. */
	public static final List<String> ENDINGS = List.of(".ome.zarr", ".zarr");

	private static final String AUTO = "auto";

	public static final Option<String> ZARR = Option.of("zarr", "OME-Zarr version",
		OptionKind.oneOf(List.of(AUTO, Version.V0_4.number(), Version.V0_5.number())), AUTO,
		"Of what is called .ome.zarr: 0.4 has a file for each chunk, 0.5 has shards; auto is 0.4.");

	public static final Option<Integer> CHUNK = Option.of("chunk", "Chunk size",
		OptionKind.oneOf(IntStream.of(128, 256, 512, 1024, 2048, 4096).boxed().toList(), String::valueOf), 512,
		"Side of a chunk of OME-Zarr in pixels.").rare();

	/** Besides those of {@link TiffOptions}. */
	public static final OptionTable ALL = OptionTable.of(ZARR, CHUNK);

	/** What the compressions of a TIFF are here; lzw is what it has if nothing is said. */
	private static final Map<String, Compression> COMPRESSIONS =
		Map.of("auto", Compression.AUTO, "lzw", Compression.AUTO, "none", Compression.NONE, "deflate",
			Compression.DEFLATE, "zstd", Compression.ZSTD);

	private ZarrOptions() {}

	/** Whether a name is that of an image in OME-Zarr. */
	public static boolean isZarr(final String name) {
		return ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
	}

	/** Whether one is wanted, whatever the name. */
	public static boolean isWanted(final OptionValues values) {
		return !values.get(ZARR).equals(AUTO);
	}

	/**
	 * The writer's options, but for what is carried along.
	 *
	 * @param values
	 *            with those of {@link TiffOptions}
	 * @throws IllegalArgumentException
	 *             with one sentence, if chunks cannot be packed so
	 */
	public static OmeZarrOptions.Builder of(final OptionValues values) {
		final PyramidTiffOptions.Compression wanted = values.get(TiffOptions.COMPRESSION);
		final Compression compression = Optional.ofNullable(COMPRESSIONS.get(wanted.word()))
			.orElseThrow(() -> new IllegalArgumentException("chunks of OME-Zarr are packed by none, deflate or zstd, "
				+ "not by " + wanted + "; choose one of these, or a name that ends in .tif"));
		return OmeZarrOptions.builder().compression(compression).chunk(values.get(CHUNK))
			.version(values.get(ZARR).equals(Version.V0_5.number()) ? Version.V0_5 : Version.V0_4)
			.levels(values.get(TiffOptions.LEVELS));
	}

	/**
	 * The writer's options, with what is carried along from a slide, which must stay open until all is written.
	 *
	 * @throws IllegalArgumentException
	 *             also if the slide has no associated image of such a name
	 */
	public static OmeZarrOptions.Builder of(final OptionValues values, final Slide slide) {
		return of(values).associatedImages(AssociatedOption.of(slide, values))
			.iccProfile(slide.metadata().iccProfile());
	}
}

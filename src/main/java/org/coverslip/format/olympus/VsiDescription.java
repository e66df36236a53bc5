package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.ByteSource;
import org.coverslip.io.StoredFile;

/**
 * What the tags of a .vsi say. Immutable.
 *
 * @param stacks
 *            in the file's order
 * @param properties
 *            what is known about the slide as a whole, under our own names
 */
record VsiDescription(List<VsiStack> stacks, OpenSlideProperties properties) {

	private static final Map<Integer, String> DOCUMENT_NAMES =
		Map.of(PRODUCT_NAME, "Product", PRODUCT_VERSION, "ProductVersion",
		DOCUMENT_NAME, "DocumentName", DOCUMENT_NOTE, "Note", DOCUMENT_AUTHOR, "Author", DOCUMENT_COMPANY, "Company");

	private static final Map<Integer, String> SLIDE_NAMES = Map.of(SLIDE_NAME, "SlideName", SLIDE_BARCODE, "Barcode",
		SLIDE_SPECIMEN, "Specimen", SLIDE_TISSUE, "Tissue", SLIDE_PREPARATION, "Preparation", SLIDE_STAINING,
		"Staining", SLIDE_INFO,
		"SlideInfo");

	/** Reads the tags of a file. */
	static VsiDescription read(final ByteSource source, final StoredFile file) throws IOException {
		return of(VsiTagReader.read(source, file));
	}

	/** Takes what is useful from the tags. */
	static VsiDescription of(final VsiTag root) {
		final List<VsiStack> stacks = root.all(COLLECTION).flatMap(collection -> collection.all(STACK))
			.map(VsiStack::of).toList();
		final OpenSlideProperties properties = new OpenSlideProperties();
		put(properties, root.at(COLLECTION, COLLECTION_PROPERTIES, DOCUMENT), DOCUMENT_NAMES);
		put(properties, root.at(COLLECTION, COLLECTION_PROPERTIES, SLIDE), SLIDE_NAMES);
		return new VsiDescription(stacks, properties);
	}

	private static void put(final OpenSlideProperties properties, final Optional<VsiTag> where,
		final Map<Integer, String> names) {
		names.forEach((tag, name) -> properties.put(StackProperties.PREFIX + name,
			where.flatMap(all -> all.child(tag)).flatMap(VsiTag::text).orElse(null)));
	}

	/** Whether it says that any stack has its pixels in a separate file. */
	boolean hasExternalFiles() {
		return stacks.stream().anyMatch(VsiStack::external);
	}
}

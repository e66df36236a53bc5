package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.ByteSource;

/**
 * What the tags of a .vsi say. Immutable.
 *
 * @param stacks
 *            in the file's order
 * @param properties
 *            what is known of the slide as a whole, under our own names
 */
record VsiDescription(List<VsiStack> stacks, OpenSlideProperties properties) {

	/** Reads the tags of a file. */
	static VsiDescription read(final ByteSource source, final Path path) throws IOException {
		return of(VsiTagReader.read(source, path));
	}

	/** Takes what is of use out of the tags. */
	static VsiDescription of(final VsiTag root) {
		final List<VsiStack> stacks = root.all(COLLECTION).flatMap(collection -> collection.all(STACK)).map(VsiStack::of).toList();
		final OpenSlideProperties properties = new OpenSlideProperties();
		final Optional<VsiTag> document = root.at(COLLECTION, COLLECTION_PROPERTIES, DOCUMENT);
		put(properties, "Product", document, PRODUCT_NAME);
		put(properties, "ProductVersion", document, PRODUCT_VERSION);
		put(properties, "DocumentName", document, DOCUMENT_NAME);
		put(properties, "Note", document, DOCUMENT_NOTE);
		put(properties, "Author", document, DOCUMENT_AUTHOR);
		put(properties, "Company", document, DOCUMENT_COMPANY);
		final Optional<VsiTag> slide = root.at(COLLECTION, COLLECTION_PROPERTIES, SLIDE);
		put(properties, "SlideName", slide, SLIDE_NAME);
		put(properties, "Barcode", slide, SLIDE_BARCODE);
		put(properties, "Specimen", slide, SLIDE_SPECIMEN);
		put(properties, "Tissue", slide, SLIDE_TISSUE);
		put(properties, "Preparation", slide, SLIDE_PREPARATION);
		put(properties, "Staining", slide, SLIDE_STAINING);
		put(properties, "SlideInfo", slide, SLIDE_INFO);
		return new VsiDescription(stacks, properties);
	}

	private static void put(final OpenSlideProperties properties, final String name, final Optional<VsiTag> where, final int tag) {
		properties.put(StackProperties.PREFIX + name, where.flatMap(all -> all.child(tag)).flatMap(VsiTag::text).orElse(null));
	}

	/** Whether it says of any stack that its pixels are in a file of their own. */
	boolean hasExternalFiles() {
		return stacks.stream().anyMatch(VsiStack::external);
	}
}

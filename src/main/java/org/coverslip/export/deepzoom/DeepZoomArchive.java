package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

import org.coverslip.export.StoredZip;

/** An export as one ZIP file, in one folder. It appears under its name when it is complete. */
final class DeepZoomArchive implements DeepZoomFiles {

	private final StoredZip zip;
	private final String folder;

	private DeepZoomArchive(final StoredZip zip, final String folder) {
		this.zip = zip;
		this.folder = folder;
	}

	/**
	 * @param folder
	 *            of the archive that contains all files
	 * @param inputs
	 *            files that are read; none of them is replaced
	 */
	static DeepZoomArchive create(final Path target, final String folder, final Collection<Path> inputs)
		throws IOException {
		return new DeepZoomArchive(StoredZip.create(target, inputs), folder);
	}

	@Override
	public boolean has(final String path, final byte[] end) {
		return false;
	}

	@Override
	public void put(final String path, final byte[] bytes) throws IOException {
		zip.put(folder + "/" + path, bytes);
	}

	@Override
	public void commit() throws IOException {
		zip.commit();
	}

	@Override
	public void discard() throws IOException {
		zip.close();
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}
}

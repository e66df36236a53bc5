package org.coverslip.export.deepzoom;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** OpenSeadragon, the viewer with which pages show slides, from its archive on the class path. */
public final class ViewerLibrary {

	/** Where the archive keeps its files; the version is that of the dependency in the POM. */
	private static final String FOLDER = "/META-INF/resources/webjars/openseadragon/2.4.2/";

	private ViewerLibrary() {}

	/** The script, minified, UTF-8. */
	public static byte[] script() throws IOException {
		return resource(FOLDER + "build/openseadragon/openseadragon.min.js");
	}

	/** The viewer's licence, which goes with each copy. */
	public static byte[] licence() throws IOException {
		return resource(FOLDER + "LICENSE.txt");
	}

	/** A file on the class path; a relative name belongs to this package. */
	static byte[] resource(final String path) throws IOException {
		try (InputStream in = ViewerLibrary.class.getResourceAsStream(path)) {
			if (in == null)
				throw new FileNotFoundException(
					path + " is not on the class path, which lacks OpenSeadragon's archive");
			return in.readAllBytes();
		}
	}
}

package org.coverslip.annotation.geojson;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;

/**
 * GeoJSON as QuPath writes it, plain, or packed by gzip or ZIP. Read is whatever of it any version of QuPath wrote,
 * and GeoJSON of other programs; written is what any version since 0.2 takes.
 * <p>
 * A rectangle is a polygon there; one of four corners with sides along the slide's is read as a rectangle, as in
 * QuPath. Objects within others come after them, and no more know in which they were.
 */
public final class GeoJsonFormat implements AnnotationFormat {

	/** What begins a file: an object or an array in which one of GeoJSON's words is found early. */
	private static final Pattern START = Pattern.compile("[\\[{].*\"(Feature|FeatureCollection|Point|MultiPoint|"
		+ "LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection|coordinates|features)\".*",
		Pattern.DOTALL);

	/** What QuPath writes where it has no objects. */
	private static final Pattern NOTHING = Pattern.compile("\\[\\s*\\]\\s*");

	private static final String CUT = "the file ends too early";

	private static final Pattern LINE = Pattern.compile("line (\\d+) column (\\d+)");

	@Override
	public String word() {
		return "geojson";
	}

	@Override
	public String name() {
		return "QuPath GeoJSON";
	}

	@Override
	public List<String> endings() {
		return List.of("geojson", "json", "geojson.gz", "json.gz", "geojson.zip");
	}

	@Override
	public Origin origin() {
		return Origin.BOUNDS;
	}

	@Override
	public boolean accepts(final AnnotationFile file) {
		final String head = file.headText();
		return START.matcher(head).matches() || NOTHING.matcher(head).matches();
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		try (JsonReader json = new JsonReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
			json.setLenient(true); // as QuPath does; Python writes NaN as such
			final GeoJsonReader reader = new GeoJsonReader(new JsonTokens(json, file.name()), remarks);
			try {
				reader.read(sink);
			}
			catch (final EOFException e) {
				throw reader.fault(CUT, e);
			}
			catch (final MalformedJsonException e) {
				throw reader.fault(isCut(e) ? CUT : "no JSON" + where(e), e);
			}
		}
	}

	/** Gson says it so of a text that does not end. */
	private static boolean isCut(final MalformedJsonException e) {
		return String.valueOf(e.getMessage()).matches("(?s)Unterminated (string|escape).*");
	}

	private static String where(final MalformedJsonException e) {
		final Matcher matcher = LINE.matcher(String.valueOf(e.getMessage()));
		return matcher.find() ? " in line " + matcher.group(1) + " at column " + matcher.group(2) : "";
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return new GeoJsonWriter(target, remarks);
	}
}

package org.coverslip.testing;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.ExternalProgram.Result;

/**
 * Other programs' answers about a slide, to compare ours with: OpenSlide and tifffile through their Python modules,
 * libvips through its command line.
 * <p>
 * Where a program is absent the test that asks is skipped, and says so. An {@link IOException} means that the program
 * is there and refused the file; its message holds the program's own words.
 */
public final class Oracle {

	private static final Duration TIMEOUT = Duration.ofSeconds(120);

	/** Exit status by which the scripts say that the library refused. */
	private static final int REFUSED = 3;

	/** Where each script found a Python that has its module; empty if none has. */
	private static final Map<String, Optional<String>> PYTHONS = new ConcurrentHashMap<>();

	private Oracle() {}

	/** Whether OpenSlide recognises and opens the file. */
	public static boolean openSlideOpens(final Path slide) throws IOException {
		final Result result = python("openslide_oracle.py", "", "properties", absolute(slide));
		return result.status() == 0;
	}

	/** All of OpenSlide's properties of a slide, sorted by name. */
	public static SortedMap<String, String> openSlideProperties(final Path slide) throws IOException {
		final String text = checked(slide, python("openslide_oracle.py", "", "properties", absolute(slide))).text();
		final SortedMap<String, String> properties = new TreeMap<>();
		final String[] parts = text.split("\0", -1);
		for (int i = 0; i + 1 < parts.length; i += 2)
			properties.put(parts[i], parts[i + 1]);
		return properties;
	}

	/**
	 * Reads regions with OpenSlide, in one process.
	 *
	 * @return for each region its pixels as non-premultiplied 0xAARRGGBB words, row-major
	 */
	public static List<int[]> openSlideRegions(final Path slide, final List<OpenSlideRegion> regions)
		throws IOException {
		return openSlideRegionsAfter(slide, regions);
	}

	/** Likewise, after reading associated images. */
	public static List<int[]> openSlideRegionsAfter(final Path slide, final List<OpenSlideRegion> regions,
		final String... associated)
		throws IOException
	{
		final StringBuilder lines = new StringBuilder();
		for (final OpenSlideRegion r : regions)
			lines.append(r.x0()).append(' ').append(r.y0()).append(' ').append(r.level()).append(' ').append(r.width())
				.append(' ')
				.append(r.height()).append('\n');
		final List<String> arguments = new ArrayList<>(List.of("regions", absolute(slide)));
		arguments.addAll(List.of(associated));
		final Result result =
			checked(slide, python("openslide_oracle.py", lines.toString(), arguments.toArray(String[]::new)));
		final ByteBuffer rgba = ByteBuffer.wrap(result.output());
		final List<int[]> images = new ArrayList<>();
		for (final OpenSlideRegion r : regions)
			images.add(argb(rgba, r.width() * r.height()));
		return images;
	}

	/** One of OpenSlide's associated images. */
	public static ArgbImage openSlideAssociated(final Path slide, final String name) throws IOException {
		final Result result = checked(slide, python("openslide_oracle.py", "", "associated", absolute(slide), name));
		final ByteBuffer bytes = ByteBuffer.wrap(result.output());
		final int width = bytes.getInt();
		final int height = bytes.getInt();
		return new ArgbImage(width, height, argb(bytes, width * height));
	}

	private static int[] argb(final ByteBuffer rgba, final int pixels) {
		final int[] argb = new int[pixels];
		for (int i = 0; i < pixels; i++)
			argb[i] = Integer.rotateRight(rgba.getInt(), 8);
		return argb;
	}

	/** Whether libvips' command line is here; for tests that write with it. */
	public static void assumeVips() {
		assumeProgram("vips", "--version");
	}

	/** Number of directories in the main chain of a TIFF, as libvips counts its pages. */
	public static int vipsPageCount(final Path tiff) throws IOException {
		assumeVips();
		final Result result = ExternalProgram.run(List.of("vipsheader", "-f", "n-pages", absolute(tiff)), "", TIMEOUT);
		return Integer.parseInt(checked(tiff, result).text().trim());
	}

	/** All pixels of one directory of the main chain, read by libvips. */
	public static PixelBlock vipsPixels(final Path tiff, final int page) throws IOException {
		return vipsPixels(tiff, "--page", Integer.toString(page));
	}

	/** All pixels of the first directory, read by libvips and turned as its Orientation asks. */
	public static PixelBlock vipsUprightPixels(final Path tiff) throws IOException {
		return vipsPixels(tiff, "--autorotate");
	}

	/** All pixels of a SubIFD of the first directory, counted from 0, read by libvips. */
	public static PixelBlock vipsSubIfdPixels(final Path tiff, final int subIfd) throws IOException {
		return vipsPixels(tiff, "--subifd", Integer.toString(subIfd));
	}

	/** All pixels of what libvips shows first of a file, with the loader that it chooses itself. */
	public static PixelBlock vipsFile(final Path slide) throws IOException {
		return vipsPixels(slide, List.of("copy"), List.of());
	}

	private static PixelBlock vipsPixels(final Path tiff, final String... options) throws IOException {
		return vipsPixels(tiff, List.of("tiffload"), List.of(options));
	}

	private static PixelBlock vipsPixels(final Path file, final List<String> operation, final List<String> options)
		throws IOException
	{
		assumeVips();
		final Path image = Files.createTempFile("coverslip-oracle", ".v");
		try {
			final List<String> command = new ArrayList<>(List.of("vips"));
			command.addAll(operation);
			command.addAll(List.of(absolute(file), image.toString()));
			command.addAll(options);
			checked(file, ExternalProgram.run(command, "", TIMEOUT));
			return vipsImage(Files.readAllBytes(image));
		}
		finally {
			Files.delete(image);
		}
	}

	/**
	 * The pixels of a file in libvips' own format: a header of 64 bytes with magic, width, height, bands, (unused),
	 * sample format, all 32-bit words in the machine's order, then the interleaved samples. Source:
	 * {@code libvips/iofuncs/vips.c}.
	 */
	private static PixelBlock vipsImage(final byte[] file) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(file);
		bytes.order(file[0] == 0x08 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		final PixelType type = switch (bytes.getInt(20)) {
			case 0 -> PixelType.UINT8;
			case 1 -> PixelType.INT8;
			case 2 -> PixelType.UINT16;
			case 3 -> PixelType.INT16;
			case 4 -> PixelType.UINT32;
			case 5 -> PixelType.INT32;
			case 6 -> PixelType.FLOAT32;
			case 8 -> PixelType.FLOAT64;
			default -> throw new IOException("libvips' sample format " + bytes.getInt(20));
		};
		final BlockShape shape = new BlockShape(bytes.getInt(4), bytes.getInt(8), bytes.getInt(12), type);
		return block(shape, bytes.position(64).slice().order(bytes.order()));
	}

	/**
	 * A picture to be written as Deep Zoom tiles.
	 *
	 * @param folder
	 *            where they go: {@code LEVEL/COL_ROW.png}
	 * @param bounds
	 *            the picture's non-empty area, to which the tiles are limited; or null
	 */
	public record DeepZoomTiles(Path picture, Path folder, int tileSize, int overlap, Region bounds) {

		private String line() {
			return String.join("\t", absolute(picture), absolute(folder), tileSize + "\t" + overlap, bounds == null ? ""
				: bounds.x() + "\t" + bounds.y() + "\t" + bounds.width() + "\t" + bounds.height()).strip();
		}
	}

	/**
	 * Writes pictures as the tiles that openslide-python's {@code DeepZoomGenerator} makes of them, and gives their
	 * descriptors.
	 */
	public static List<String> deepZoomTiles(final List<DeepZoomTiles> pictures) throws IOException {
		final String lines = String.join("\n", pictures.stream().map(DeepZoomTiles::line).toList());
		return checked(pictures.get(0).picture, python("deepzoom_oracle.py", lines, "tiles")).text().lines().toList();
	}

	/**
	 * The whole pictures of DICOM files of TILED_FULL frames, as pydicom and Pillow see them: RGB, or samples of 8 or
	 * 16 bits, the low byte first, of one focal plane of one optical path after the other.
	 */
	public static byte[] pydicomMatrix(final Path... dicom) throws IOException {
		final List<String> args = new ArrayList<>(List.of("matrix"));
		for (final Path file : dicom)
			args.add(absolute(file));
		return checked(dicom[0], python("pydicom_oracle.py", "", args.toArray(String[]::new))).output();
	}

	/** The SHA-256 of each compressed frame of a DICOM file, as pydicom finds them, without zeros at their ends. */
	public static List<String> pydicomFrames(final Path dicom) throws IOException {
		return checked(dicom, python("pydicom_oracle.py", "", "frames", absolute(dicom))).text().lines().toList();
	}

	/** What dicom3tools find wrong in DICOM files, each by itself and all of them as a set. */
	public static List<String> dicomErrors(final List<Path> files) throws IOException {
		assumeProgram("dciodvfy", "-new");
		final List<String> errors = new ArrayList<>();
		final List<String> set = new ArrayList<>(List.of("dcentvfy"));
		for (final Path file : files) {
			set.add(absolute(file));
			errorsOf(List.of("dciodvfy", "-new", absolute(file)), errors);
		}
		errorsOf(set, errors);
		return errors;
	}

	private static void errorsOf(final List<String> command, final List<String> errors) throws IOException {
		final Result result = ExternalProgram.run(command, "", TIMEOUT);
		(result.errors() + "\n" + result.text()).lines().filter(line -> line.startsWith("Error"))
			.forEach(line -> errors.add(command.get(command.size() - 1) + ": " + line));
	}

	/** What a parser of its own finds in a Leica LIF or LOF; the form of the lines is told by the script. */
	public static List<String> lifPlanes(final Path lif) throws IOException {
		return checked(lif, python("lif_oracle.py", "", "planes", absolute(lif))).text().lines().toList();
	}

	/**
	 * One image as DICOM in some hundred ways, written by other programs into a folder, and what they decode of each.
	 *
	 * @param tolerance
	 *            by which a sample may differ
	 */
	public record DicomVariant(String name, Path path, PixelBlock expected, int tolerance) {}

	/** Writes the variants: those whose programs are here. */
	public static List<DicomVariant> dicomVariants(final Path folder) throws IOException {
		final List<DicomVariant> variants = new ArrayList<>();
		for (final String line : checked(folder, python("dicom_variants.py", "", "write", absolute(folder))).text()
			.lines().toList()) {
			final String[] words = line.split(" ");
			final Path own = folder.resolve(words[0]);
			final BlockShape shape = new BlockShape(200, 150, Integer.parseInt(words[2]), PixelType.valueOf(words[1]));
			final ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(own.resolve("expected.raw")))
				.order(ByteOrder.LITTLE_ENDIAN);
			variants.add(
				new DicomVariant(words[0], own.resolve("slide.dcm"), block(shape, raw), Integer.parseInt(words[3])));
		}
		return variants;
	}

	/**
	 * Compares the polygons of a file of GeoJSON, whose metadata {@code label} is their value, with those that GDAL
	 * makes of a mask.
	 *
	 * @return {@code same N}, or what differs
	 */
	public static String gdalPolygonize(final Path mask, final Path geoJson) throws IOException {
		return checked(mask, python("geometry_oracle.py", "", "polygonize", absolute(mask), absolute(geoJson))).text()
			.strip();
	}

	/** Area, length and the centre's x and y of each feature of a file of GeoJSON, as shapely has them. */
	public static List<double[]> shapelyMeasures(final Path geoJson) throws IOException {
		return checked(geoJson, python("geometry_oracle.py", "", "measures", absolute(geoJson))).text().lines()
			.map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray()).toList();
	}

	/**
	 * Has the Python module zarr write OME-Zarr in each of its codecs and types of numbers; beside each folder
	 * {@code NAME} its values in {@code NAME.raw}, as numbers of 64 bits, low bytes first.
	 *
	 * @param folder
	 *            an empty one
	 * @return the folders' names
	 */
	public static List<String> zarrVariants(final Path folder) throws IOException {
		return checked(folder, python("zarr_variants.py", "", absolute(folder))).text().lines().toList();
	}

	/**
	 * What the Python module zarr finds in OME-Zarr 0.4: the attributes, and as {@code arrays} of each level its shape,
	 * chunks and type.
	 */
	public static String zarrDescription(final Path folder) throws IOException {
		return checked(folder, python("zarr_oracle.py", "", "description", absolute(folder))).text();
	}

	/** All values of a level in the order of its axes, read by the Python module zarr. */
	public static DoubleBuffer zarrValues(final Path folder, final int level) throws IOException {
		return ByteBuffer.wrap(checked(folder, python("zarr_oracle.py", "", "values", absolute(folder),
			Integer.toString(level))).output()).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
	}

	/** All levels of all series, as tifffile sees them. */
	public static List<TifffileLevel> tifffileSeries(final Path tiff) throws IOException {
		final String text = checked(tiff, python("tifffile_oracle.py", "", "levels", absolute(tiff))).text();
		return text.lines().map(TifffileLevel::parse).toList();
	}

	/**
	 * All pixels of one level, read by tifffile; skips the test if tifffile needs its companion imagecodecs for it,
	 * which few machines have.
	 *
	 * @return a block as wide as the X axis, with the S axis as samples if it is the last one, and everything else as
	 * rows: the
	 *         planes lie below one another in the order of the axes
	 */
	public static PixelBlock tifffilePixels(final Path tiff, final int series, final int level) throws IOException {
		final Result result =
			python("tifffile_oracle.py", "", "pixels", absolute(tiff), Integer.toString(series),
			Integer.toString(level));
		assumeTrue("skipped: tifffile needs imagecodecs to read " + tiff, !result.errors().contains("imagecodecs"));
		final byte[] output = checked(tiff, result).output();
		int end = 0;
		while (output[end] != '\n')
			end++;
		final TifffileLevel description = TifffileLevel.parse(new String(output, 0, end, StandardCharsets.UTF_8));
		final PixelType type = switch (description.dtype()) {
			case "bool" -> PixelType.UINT8;
			default -> PixelType.valueOf(description.dtype().toUpperCase(Locale.ROOT));
		};
		final int samples = description.axes().endsWith("S") ? description.size('S') : 1;
		final int width = description.size('X');
		final int all = description.shape().stream().reduce(1, Math::multiplyExact);
		final BlockShape shape = new BlockShape(width, all / width / samples, samples, type);
		return block(shape, ByteBuffer.wrap(output, end + 1, output.length - end - 1).slice()
			.order(ByteOrder.LITTLE_ENDIAN));
	}

	/**
	 * Has tifffile write a file.
	 *
	 * @param code
	 *            lines of Python that write to {@code path}, where {@code numpy} and {@code tifffile} are known
	 * @return the path
	 */
	public static Path tifffileWrite(final Path path, final String code) throws IOException {
		checked(path, python("tifffile_oracle.py", code, "write", absolute(path)));
		return path;
	}

	private static PixelBlock block(final BlockShape shape, final ByteBuffer bytes) {
		final Object array = shape.type().newArray(shape.length());
		switch (shape.type()) {
			case UINT8, INT8 -> bytes.get((byte[]) array);
			case UINT16, INT16 -> bytes.asShortBuffer().get((short[]) array);
			case UINT32, INT32 -> bytes.asIntBuffer().get((int[]) array);
			case FLOAT32 -> bytes.asFloatBuffer().get((float[]) array);
			case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) array);
		}
		return new PixelBlock(shape, array);
	}

	/**
	 * Runs any other program; skips the test if it is absent.
	 *
	 * @return what it printed on standard output
	 * @throws IOException
	 *             if it fails, with its words
	 */
	public static String run(final String... command) throws IOException {
		assumeProgram(command[0], "--version");
		final Result result = ExternalProgram.run(List.of(command), "", TIMEOUT);
		if (result.status() != 0) throw new IOException(Arrays.toString(command) + ": " + result.errors());
		return result.text();
	}

	private static void assumeProgram(final String program, final String harmless) {
		try {
			ExternalProgram.run(List.of(program, harmless), "", TIMEOUT);
		}
		catch (final IOException e) {
			assumeTrue("skipped: the program " + program + " is not installed (" + e.getMessage() + ")", false);
		}
	}

	private static Result checked(final Path file, final Result result) throws IOException {
		if (result.status() != 0)
			throw new IOException(
				file + ": " + (result.errors().isEmpty() ? "exit status " + result.status() : result.errors()));
		return result;
	}

	private static Result python(final String script, final String input, final String... args) throws IOException {
		final Optional<String> python = PYTHONS.computeIfAbsent(script, Oracle::findPython);
		assumeTrue("skipped: no Python that can run " + script
			+ " is installed (apt install python3-openslide python3-tifffile python3-pydicom python3-pil python3-gdal "
			+ "python3-shapely python3-zarr)",
			python.isPresent());
		final Result result = runScript(python.get(), script, input, args);
		if (result.status() != 0 && result.status() != REFUSED)
			throw new IllegalStateException(script + " " + Arrays.toString(args) + ": " + result.errors());
		return result;
	}

	private static Optional<String> findPython(final String script) {
		for (final String python : List.of("/usr/bin/python3", "python3"))
			try {
				if (runScript(python, script, "", "probe").status() == 0) return Optional.of(python);
			}
			catch (final IOException absent) {
				continue;
			}
		return Optional.empty();
	}

	private static Result runScript(final String python, final String script, final String input, final String... args)
		throws IOException
	{
		final Path copy = Files.createTempFile("coverslip-oracle", ".py");
		try (InputStream in = Oracle.class.getResourceAsStream(script)) {
			Files.write(copy, in.readAllBytes());
			// -I: nothing of what else lies in the folder of temporary files
			final List<String> command = new ArrayList<>(List.of(python, "-I", copy.toString()));
			Collections.addAll(command, args);
			return ExternalProgram.run(command, input, TIMEOUT);
		}
		finally {
			Files.delete(copy);
		}
	}

	private static String absolute(final Path path) {
		return path.toAbsolutePath().toString();
	}
}

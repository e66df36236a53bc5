package org.coverslip.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;

/**
 * Damages sound slides and files of annotations at random, and reads them as a user would: whatever is in them, they
 * are read, or refused with an {@link IOException} that says why, within a time. Anything else is a failure: another
 * exception, an error for want of memory, a hang. What fails is kept with its stack.
 *
 * <pre>
 * scripts/fuzz.sh [--minutes N] [--seed N] [--only TEXT]
 * </pre>
 */
public final class Fuzz {

	private static final long MOST_BYTES = 5L << 20;
	private static final long LONGEST_SECONDS = 60;
	private static final int SIDE = 70;
	private static final int MOST_PIXELS = 1 << 22;

	private final Random random;
	private final Path folder;
	private final Path kept;
	private final List<Sample> samples;
	private final Map<String, Integer> failures = new TreeMap<>();
	private final Map<String, int[]> counts = new TreeMap<>();

	/**
	 * A sound file.
	 *
	 * @param root
	 *            what is copied: the file, or the folder of all files
	 * @param file
	 *            what is opened, within the root; "" for itself
	 */
	private record Sample(String name, Path root, String file, boolean annotations) {}

	/**
	 * @param folder
	 *            for what is made; empty
	 * @param only
	 *            a part of the names of the samples to take; "" for all
	 */
	Fuzz(final long seed, final Path folder, final String only) throws IOException {
		random = new Random(seed);
		this.folder = folder;
		kept = Files.createDirectories(folder.resolve("failures"));
		final List<Sample> all = new ArrayList<>();
		drawn(Files.createDirectories(folder.resolve("samples")), all);
		if (Files.isDirectory(RealSlides.folder())) real(RealSlides.folder(), all);
		samples = all.stream().filter(sample -> sample.name().contains(only)).toList();
		if (samples.isEmpty()) throw new IllegalArgumentException("there is no sample with " + only + " in its name");
	}

	private static void drawn(final Path into, final List<Sample> samples) throws IOException {
		final Path slide = SampleFile.brightField(into.resolve("slide.tif"));
		for (final String compression : List.of("none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd"))
			run("convert", slide, into.resolve(compression + ".tif"), "--compression", compression, "--region",
				"0,0,300,200", "--tileSize", "64");
		for (final String dialect : List.of("plain", "ome", "svs"))
			run("convert", slide, into.resolve(dialect + "-dialect.tif"), "--dialect", dialect, "--region",
				"0,0,300,200", "--tileSize", "64");
		for (final String version : List.of("0.4", "0.5"))
			run("convert", slide, into.resolve(version + ".ome.zarr"), "--zarr", version, "--region", "0,0,300,200",
				"--chunk", "128");
		for (final String format : List.of("bmp", "png", "jpg"))
			ImageIO.write(new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB), format,
				into.resolve("picture." + format).toFile());
		run("process", slide, into.resolve("found.geojson"), "--function", "nuclei", "--result", "rois", "--region",
			"0,0,500,400");
		for (final String format : List.of("imagescope", "asap", "halo", "imagej"))
			run("annotations", into.resolve("found.geojson"),
				into.resolve("found-" + format
					+ Map.of("halo", ".annotations", "imagej", ".zip").getOrDefault(format, ".xml")),
				"--to", format, "--slide", slide.toString());
		try (Stream<Path> files = Files.list(into)) {
			files.sorted().filter(file -> !file.equals(slide)).forEach(file -> samples
				.add(new Sample(file.getFileName().toString(), file, "",
					file.getFileName().toString().startsWith("found"))));
		}
	}

	private static void run(final String command, final Path input, final Path target, final String... options) {
		final List<String> line = new ArrayList<>(List.of(command, input.toString(), target.toString()));
		line.addAll(List.of(options));
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		final PrintStream out = new PrintStream(said);
		if (new Coverslip(out, out).run(line.toArray(String[]::new)) != Coverslip.DONE)
			throw new IllegalStateException(String.join(" ", line) + ": " + said);
	}

	private static void real(final Path slides, final List<Sample> samples) throws IOException {
		final List<Path> files;
		try (Stream<Path> all = Files.walk(slides)) {
			files = all.filter(Files::isRegularFile).sorted().toList();
		}
		for (final Path file : files) {
			final String name = slides.relativize(file).toString();
			final String kind = name.substring(0, Math.max(0, name.indexOf('/')));
			if (kind.isEmpty() || kind.equals("codec") || Files.size(file) > MOST_BYTES) continue;
			if (List.of("mrxs", "vms", "vsi").contains(kind)) {
				if (name.endsWith("." + kind) && bytes(file.getParent()) < 4 * MOST_BYTES)
					samples.add(new Sample(name, file.getParent(), file.getFileName().toString(), false));
			}
			else samples.add(new Sample(name, file, "", kind.equals("annotations")));
		}
		for (final String series : List.of("dicom/jcupitt-cmu-1-small-region", "dicom/openslide-python-boxes",
			"ome-tiff/ome-spec-2015-01-companion"))
			if (Files.isDirectory(slides.resolve(series)))
				samples.add(new Sample(series, slides.resolve(series), series.startsWith("ome")
					? "18x24y5z1t1c8b-text-companion.ome" : "", false));
	}

	private static long bytes(final Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
		}
	}

	/**
	 * Goes on until a time is over, or so many cases were tried.
	 *
	 * @return how many different failures there were
	 */
	int run(final long seconds, final long cases) throws Exception {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		for (long i = 0; i < cases && System.nanoTime() < end; i++)
			attempt(samples.get(random.nextInt(samples.size())), i);
		return failures.size();
	}

	private void attempt(final Sample sample, final long number) throws Exception {
		final Path place = folder.resolve("case");
		delete(place);
		Files.createDirectories(place);
		final Path root = place.resolve(sample.root().getFileName());
		copy(sample.root(), root);
		final String how = damage(root);
		final Path opened = sample.file().isEmpty() ? root : root.resolve(sample.file());
		final FutureTask<String> task =
			new FutureTask<>(() -> sample.annotations() ? readAnnotations(opened) : readSlide(opened));
		final Thread thread = new Thread(task, "fuzz");
		thread.setDaemon(true);
		thread.start();
		final int[] count = counts.computeIfAbsent(sample.name(), key -> new int[2]);
		try {
			count[task.get(LONGEST_SECONDS, TimeUnit.SECONDS).isEmpty() ? 0 : 1]++;
		}
		catch (final ExecutionException e) {
			fail(sample, number, how, e.getCause(), place);
		}
		catch (final TimeoutException e) {
			final Exception hang = new Exception("no end after " + LONGEST_SECONDS + " s");
			hang.setStackTrace(thread.getStackTrace());
			fail(sample, number, how, hang, place);
		}
	}

	/** Why the file was refused; empty if it was read. */
	private static String readSlide(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 22));
			slide.metadata().properties().size();
			for (final Scene scene : slide.scenes().subList(0, Math.min(3, slide.scenes().size())))
				readScene(reader, scene);
			for (final AssociatedImage image : slide.associatedImages())
				if (image.shape().pixels() < MOST_PIXELS) image.read();
			return "";
		}
		catch (final IOException e) {
			return sentence(e);
		}
	}

	private static void readScene(final RegionReader reader, final Scene scene) throws IOException {
		final Plane last = new Plane(scene.channels().size() - 1, scene.sizeZ() - 1, scene.sizeT() - 1);
		for (int i = 0; i < Math.min(6, scene.levels().size()); i++) {
			final Level level = scene.level(i);
			if ((long) level.tileWidth() * level.tileHeight() > MOST_PIXELS) continue;
			for (final Plane plane : List.of(Plane.FIRST, last)) {
				reader.read(scene, i, plane, Region.ofSize(SIDE, SIDE));
				reader.read(scene, i, plane,
					new Region(level.width() / 2, level.height() - SIDE / 2, SIDE, SIDE));
			}
		}
	}

	private static String readAnnotations(final Path path) throws IOException {
		try {
			final AnnotationFile file = AnnotationFile.of(path);
			AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(),
				new Remarks(), annotation -> annotation.geometry().toString());
			return "";
		}
		catch (final IOException e) {
			return sentence(e);
		}
	}

	/** A refusal must be a sentence. */
	private static String sentence(final IOException refusal) {
		final String message = refusal.getMessage();
		if (message == null || message.isBlank() || refusal instanceof EOFException
			|| message.matches("(?s).*\\b[a-z]+\\.[a-z.]+\\.[A-Z]\\w*(Exception|Error)\\b.*"))
			throw new IllegalStateException("a refusal that is no sentence: " + refusal, refusal);
		return message;
	}

	private void fail(final Sample sample, final long number, final String how, final Throwable failure,
		final Path place) throws IOException
	{
		final StackTraceElement[] stack = failure.getStackTrace();
		final String where = Arrays.stream(stack).filter(frame -> frame.getClassName().startsWith("org.coverslip")
			&& !frame.getClassName().contains(".Fuzz")).findFirst().map(Object::toString).orElse("?");
		final Throwable told = failure.getCause() == null || !failure.getMessage().startsWith("a refusal") ? failure
			: failure.getCause();
		final String key = told.getClass().getSimpleName() + " at " + where + (told == failure ? "" : " " + told);
		if (failures.merge(key, 1, Integer::sum) > 1) return;
		final StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		System.err.println("case " + number + ", " + sample.name() + ", " + how + ":\n" + text);
		final Path into = kept.resolve("case-" + number);
		copy(place, into);
		Files.writeString(into.resolve("failure.txt"), sample.name() + "\n" + how + "\n" + text);
	}

	/** Changes a file, or one of a folder. */
	private String damage(final Path root) throws IOException {
		final List<Path> files;
		try (Stream<Path> all = Files.walk(root)) {
			files = all.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).sorted().toList();
		}
		final Path file = files.get(random.nextInt(files.size()));
		final byte[] sound = Files.readAllBytes(file);
		final StringBuilder how = new StringBuilder(root.relativize(file).toString());
		byte[] bytes = sound;
		for (int n = 1 + random.nextInt(5); n > 0 && bytes.length > 0; n--)
			bytes = damaged(bytes, how);
		Files.write(file, bytes);
		return how.toString();
	}

	private byte[] damaged(final byte[] sound, final StringBuilder how) {
		byte[] bytes = sound.clone();
		final int at = place(bytes.length);
		final int kind = random.nextInt(10);
		how.append(", ").append(kind).append(" at ").append(at);
		switch (kind) {
			case 0 -> bytes = Arrays.copyOf(bytes, at);
			case 1, 2 -> bytes[at] = (byte) random.nextInt(256);
			case 3 -> bytes[at] ^= 1 << random.nextInt(8);
			case 4 -> number(bytes, at, new int[] { 0, -1, 1, Integer.MAX_VALUE, 0x10000, 0xffff, 1 << 30,
				bytes.length }[random.nextInt(8)]);
			case 5 -> number(bytes, at, random.nextInt(1 << random.nextInt(31)));
			case 6 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)),
				(byte) (random.nextBoolean() ? 0 : random.nextInt(256)));
			case 7 -> {
				final int from = place(bytes.length);
				final int length = Math.min(1 + random.nextInt(64), bytes.length - Math.max(at, from));
				System.arraycopy(sound, from, bytes, at, length);
			}
			case 8 -> { // something is left out
				final int end = Math.min(bytes.length, at + 1 + random.nextInt(32));
				bytes = Arrays.copyOf(bytes, bytes.length - (end - at));
				System.arraycopy(sound, end, bytes, at, sound.length - end);
			}
			default -> { // or comes twice
				final int length = Math.min(1 + random.nextInt(32), bytes.length - at);
				bytes = Arrays.copyOf(bytes, bytes.length + length);
				System.arraycopy(sound, at, bytes, at + length, sound.length - at);
			}
		}
		return bytes;
	}

	private void number(final byte[] bytes, final int at, final int value) {
		final boolean little = random.nextBoolean();
		for (int i = 0; i < 4 && at + i < bytes.length; i++)
			bytes[at + i] = (byte) (value >>> 8 * (little ? i : 3 - i));
	}

	/** Descriptions are mostly at the beginning or the end. */
	private int place(final int length) {
		final int near = Math.min(length, random.nextBoolean() ? 512 : 8192);
		return switch (random.nextInt(3)) {
			case 0 -> random.nextInt(near);
			case 1 -> length - 1 - random.nextInt(near);
			default -> random.nextInt(length);
		};
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> all = Files.walk(from)) {
			for (final Path path : (Iterable<Path>) all::iterator) {
				final Path target = to.resolve(from.relativize(path).toString());
				if (Files.isDirectory(path)) Files.createDirectories(target);
				else Files.write(target, Files.readAllBytes(path));
			}
		}
	}

	private static void delete(final Path root) throws IOException {
		if (!Files.exists(root)) return;
		try (Stream<Path> all = Files.walk(root)) {
			for (final Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator)
				Files.delete(path);
		}
	}

	/** What was tried, and what failed. */
	String report() {
		final int read = counts.values().stream().mapToInt(count -> count[0]).sum();
		final int refused = counts.values().stream().mapToInt(count -> count[1]).sum();
		final StringBuilder text = new StringBuilder(counts.size() + " samples, " + read + " damaged files read, "
			+ refused + " refused, " + failures.size() + " kinds of failures\n");
		failures.forEach((failure, times) -> text.append(times).append(" x ").append(failure).append('\n'));
		return text.toString();
	}

	/**
	 * @param args
	 *            seconds, seed, folder for what is made, and part of the samples' names
	 */
	public static void main(final String[] args) throws Exception {
		final Fuzz fuzz = new Fuzz(Long.parseLong(args[1]), Path.of(args[2]), args.length > 3 ? args[3] : "");
		final int failed = fuzz.run(Long.parseLong(args[0]), Long.MAX_VALUE);
		System.out.print(fuzz.report());
		System.exit(failed == 0 ? 0 : 1);
	}
}

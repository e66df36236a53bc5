package org.coverslip.web;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;

/**
 * Uses slides for long and by many at once: whatever is read is each time the same, nothing fails or hangs, and memory,
 * threads and open files do not grow.
 *
 * <pre>
 * scripts/soak.sh [--minutes N] [SLIDE…]
 * </pre>
 */
final class Soak {

	private static final int THREADS = 32;
	private static final int REGIONS = 24;
	private static final int LARGEST_SIDE = 700;
	private static final int OPENINGS = 500;
	private static final int CLIENTS = 1000;
	private static final int REQUESTS = 5;
	private static final int BUSY = 503;
	private static final long HEAP_GROWTH = 32L << 20;
	private static final int FILE_GROWTH = 8;
	private static final int THREAD_GROWTH = 8;

	private final List<Path> files;
	private final double seconds;
	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private Soak(final List<Path> files, final double seconds) {
		this.files = files;
		this.seconds = seconds;
	}

	/** {@code SECONDS SLIDE…}; the exit status is 1 if anything was not as it should be. */
	public static void main(final String[] args) throws Exception {
		final Soak soak = new Soak(Arrays.stream(args).skip(1).map(Path::of).toList(), Double.parseDouble(args[0]));
		soak.openAndClose();
		soak.readAtOnce();
		soak.serve();
		soak.problems.stream().distinct().limit(20).forEach(problem -> System.out.println("FAILED: " + problem));
		System.exit(soak.problems.isEmpty() ? 0 : 1);
	}

	/** The heap after a collection, threads, open files. */
	private record Usage(long heap, int threads, int files) {

		static Usage now() throws InterruptedException {
			for (int i = 0; i < 3; i++) {
				System.gc();
				Thread.sleep(100);
			}
			final String[] open = new File("/proc/self/fd").list();
			return new Usage(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
				(int) Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(Usage::stays).count(),
				open == null ? 0 : open.length);
		}

		/** But for the clients' threads, and those that read a request each, as many as come at once. */
		private static boolean stays(final String thread) {
			return !thread.startsWith("HttpClient") && !thread.startsWith("coverslip-web-request");
		}

		boolean hasGrownSince(final Usage before) {
			return heap > before.heap + HEAP_GROWTH || threads > before.threads + THREAD_GROWTH
				|| files > before.files + FILE_GROWTH;
		}

		@Override
		public String toString() {
			return (heap >> 20) + " MB of heap, " + threads + " threads, " + files + " files open";
		}
	}

	private void compare(final String what, final Usage before, final Usage after) {
		System.out.println(what + ": " + before + "; then " + after);
		if (after.hasGrownSince(before)) problems.add(what + ": " + before + ", then " + after);
	}

	/** A part of a level, and the sum of its pixels when it was read by one thread alone. */
	private record Part(Path file, Scene scene, int level, Plane plane, Region region, int sum) {

		static int read(final Scene scene, final int level, final Plane plane, final Region region)
			throws IOException {
			return Arrays.hashCode(new RegionReader(TileCache.shared()).read(scene, level, plane, region).toArgb());
		}

		boolean isSame() throws IOException {
			return read(scene, level, plane, region) == sum;
		}
	}

	private static List<Part> parts(final Path file, final Slide slide, final int count) throws IOException {
		final Random random = new Random(file.hashCode());
		final List<Part> parts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Scene scene = slide.scenes().get(random.nextInt(slide.scenes().size()));
			final int number = random.nextInt(scene.levels().size());
			final Level level = scene.level(number);
			final int width = 1 + random.nextInt((int) Math.min(LARGEST_SIDE, level.width()));
			final int height = 1 + random.nextInt((int) Math.min(LARGEST_SIDE, level.height()));
			final Region region = new Region((long) (random.nextDouble() * (level.width() - width + 1)),
				(long) (random.nextDouble() * (level.height() - height + 1)), width, height);
			parts.add(new Part(file, scene, number, Plane.FIRST, region,
				Part.read(scene, number, Plane.FIRST, region)));
		}
		return parts;
	}

	private void openAndClose() throws IOException, InterruptedException {
		final Map<Path, Integer> sums = new ConcurrentHashMap<>();
		openAndClose(OPENINGS / 5, sums);
		final Usage before = Usage.now();
		openAndClose(OPENINGS, sums);
		compare(OPENINGS + " times opened and closed", before, Usage.now());
	}

	private void openAndClose(final int times, final Map<Path, Integer> sums) throws IOException {
		for (int i = 0; i < times; i++) {
			final Path file = files.get(i % files.size());
			try (Slide slide = SlideOpener.open(file)) {
				final int sum = parts(file, slide, 1).get(0).sum();
				final Integer first = sums.putIfAbsent(file, sum);
				if (first != null && first != sum) problems.add(file + " was read otherwise than at first");
			}
		}
	}

	private void readAtOnce() throws IOException, InterruptedException {
		final List<Slide> slides = new ArrayList<>();
		try {
			final List<Part> parts = new ArrayList<>();
			for (final Path file : files) {
				slides.add(SlideOpener.open(file));
				parts.addAll(parts(file, slides.get(slides.size() - 1), REGIONS));
			}
			final AtomicLong reads = new AtomicLong();
			read(parts, seconds / 5, reads);
			final Usage before = Usage.now();
			read(parts, seconds * 4 / 5, reads);
			compare(reads + " regions of " + files.size() + " slides by " + THREADS + " threads", before, Usage.now());
		}
		finally {
			for (final Slide slide : slides)
				slide.close();
		}
	}

	private void read(final List<Part> parts, final double time, final AtomicLong reads) throws IOException {
		final long end = System.nanoTime() + (long) (time * 1e9);
		final AtomicInteger threads = new AtomicInteger();
		final ThreadLocal<Random> random = ThreadLocal.withInitial(() -> new Random(threads.getAndIncrement()));
		Workers.run(THREADS, () -> {
			final Part part = parts.get(random.get().nextInt(parts.size()));
			if (!part.isSame()) problems.add(part.file() + ", level " + part.level() + ", " + part.region()
				+ ": was read otherwise than at first");
			reads.incrementAndGet();
			return System.nanoTime() < end;
		});
	}

	/** Each client has a connection of its own, and all ask at once; who is told to come again does so. */
	private void serve() throws Exception {
		try (SlideServer server =
			SlideServer.start(SlideServer.ANY_PORT, SlideOpener::open, ServerLimits.DEFAULT)) {
			final List<URI> pages = new ArrayList<>();
			for (final Path file : files)
				pages.add(server.share(file));
			final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(Duration.ofSeconds(30)).build();
			final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
			final AtomicLong slowest = new AtomicLong();
			ask(client, pages, answers, slowest);
			final Usage before = Usage.now();
			ask(client, pages, answers, slowest);
			compare(CLIENTS + " clients, answers " + answers + ", the slowest after "
				+ slowest.get() / 1_000_000 + " ms", before, Usage.now());
		}
	}

	private void ask(final HttpClient client, final List<URI> pages, final Map<Integer, AtomicInteger> answers,
		final AtomicLong slowest)
	{
		final List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
			.mapToObj(number -> ask(client, pages, new Random(number), REQUESTS, answers, slowest)).toList();
		clients.forEach(CompletableFuture::join);
	}

	private CompletableFuture<Void> ask(final HttpClient client, final List<URI> pages, final Random random,
		final int times, final Map<Integer, AtomicInteger> answers, final AtomicLong slowest)
	{
		if (times == 0) return CompletableFuture.completedFuture(null);
		final String api = pages.get(random.nextInt(pages.size())).toString().replace("/slide/", "/api/slides/");
		final String address = random.nextInt(4) == 0 ? api : api + "/scenes/0/tiles/" + random.nextInt(6) + "/0_0.jpg";
		final long begin = System.nanoTime();
		return client.sendAsync(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(120)).build(),
			BodyHandlers.ofByteArray()).handle((answer, failure) -> {
				slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
				note(address, answer, failure, answers);
				return answer == null || answer.statusCode() != BUSY ? times - 1 : times;
			}).thenCompose(left -> ask(client, pages, random, left, answers, slowest));
	}

	private void note(final String address, final HttpResponse<byte[]> answer, final Throwable failure,
		final Map<Integer, AtomicInteger> answers)
	{
		if (failure != null) {
			problems.add(address.replaceFirst(".*/api", "/api") + ": " + failure);
			return;
		}
		answers.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger()).incrementAndGet();
		if (answer.statusCode() != 200 && answer.statusCode() != BUSY)
			problems.add(answer.statusCode() + " " + address.replaceFirst(".*/api", "/api") + ": "
				+ new String(answer.body()));
	}
}

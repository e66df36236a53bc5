package org.coverslip.web;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.overlay.OverlayLook;
import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.export.image.PngEncoder;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;

/**
 * Answers what is asked of annotations, each in one of a few threads of their own, since reading a file of them may
 * take a while:
 *
 * <pre>
 * annotations                            which files there are
 * annotations/FILE                       what is in one: its classes, and how many there are of each; or
 *                                        {@code problem}, why it cannot be shown
 * annotations/FILE/tiles/LEVEL/COL_ROW.png   a tile as large as that of the slide, transparent where nothing is
 * annotations/FILE/at                    what lies at x, y
 * annotations/picked                     takes a file of the user's to be shown
 * annotations/geojson                    takes what was drawn, and gives it as a file of QuPath's
 * annotations/save                       takes what was drawn, and saves it beside the slide
 * </pre>
 */
final class AnnotationAnswers implements Closeable {

	private static final int THREADS = 2;
	private static final int MOST_WAITING = 256;
	private static final int SECONDS = 300;
	private static final int MOST_NEAR = 1 << 20;

	private final OpenSlides slides;
	private final RecentBytes recent;
	private final PickedFiles picked = new PickedFiles();
	private final DrawnFiles saving;
	private final OpenAnnotations open = new OpenAnnotations();
	private final NewestFirst queue = new NewestFirst("coverslip-web-annotations", THREADS, MOST_WAITING);

	/**
	 * @param shared
	 *            tells where what is drawn may be saved
	 * @param contents
	 *            has room for files for a while
	 */
	AnnotationAnswers(final OpenSlides slides, final RecentBytes recent, final SharedSlides shared,
		final ServerFolder contents)
	{
		this.slides = slides;
		this.recent = recent;
		saving = new DrawnFiles(shared, contents);
	}

	/**
	 * Answers.
	 *
	 * @param path
	 *            what follows {@code annotations}
	 */
	void answer(final Reply reply, final SharedSlide slide, final String scene, final List<String> path,
		final Query query, final Content content) throws IOException
	{
		if (path.equals(List.of(Gate.PICKED))) pick(reply, slide, scene, query, content);
		else if (path.equals(List.of(Gate.GEOJSON)) || path.equals(List.of(Gate.SAVE)))
			take(reply, slide, scene, path.get(0), query, content);
		else if (path.isEmpty()) list(reply, slide, scene, query);
		else if (path.size() == 1) describe(reply, slide, scene, path.get(0), query);
		else if (path.size() == 4 && path.get(1).equals("tiles"))
			tile(reply, slide, scene, path.get(0), TileAddress.of(path.get(2), path.get(3), "png"), query);
		else if (path.size() == 2 && path.get(1).equals("at")) at(reply, slide, scene, path.get(0), query);
		else throw RequestException.notFound("There is nothing at this address.");
	}

	private void list(final Reply reply, final SharedSlide shared, final String scene, final Query query) {
		query.noMore();
		queue.add(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				lease.slide().scene(scene);
				reply.json(Map.of("files", sources(shared, scene).stream().map(AnnotationAnswers::listed).toList(),
					Gate.SAVE, saving.isPossible(shared)));
			}
		}));
	}

	private void pick(final Reply reply, final SharedSlide shared, final String scene, final Query query,
		final Content content)
	{
		final String name = query.text("name").orElseThrow(() -> Query.bad("name is missing"));
		query.noMore();
		queue.add(new Request(reply, waited -> {
			try (content; OpenSlides.Lease lease = slides.open(shared)) {
				lease.slide().scene(scene);
				reply.json(listed(picked.add(shared, name, content)));
			}
		}));
	}

	private void take(final Reply reply, final SharedSlide shared, final String scene, final String what,
		final Query query, final Content content)
	{
		final Optional<String> drawing = query.text("drawing");
		query.noMore();
		queue.add(new Request(reply, waited -> {
			try (content; OpenSlides.Lease lease = slides.open(shared)) {
				final SlideFrame frame =
					SlideFrame.of(lease.slide().slide(), lease.slide().scene(scene).scene());
				if (what.equals(Gate.GEOJSON)) reply.bytes("application/geo+json", saving.converted(content, frame));
				else reply.json(saving.save(shared, Integer.parseInt(scene),
					drawing.orElseThrow(() -> Query.bad("drawing is missing")), content, frame));
			}
		}));
	}

	private static Map<String, Object> listed(final AnnotationSource source) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", source.id());
		json.put("name", source.name());
		json.put("bytes", source.bytes());
		return json;
	}

	private List<AnnotationSource> sources(final SharedSlide shared, final String scene) {
		final List<AnnotationSource> sources =
			new ArrayList<>(FilesBeside.list(shared, (int) Query.whole("the number of a scene", scene)));
		sources.addAll(picked.of(shared));
		return sources;
	}

	private AnnotationSource source(final SharedSlide shared, final String scene, final String id) {
		return sources(shared, scene).stream().filter(one -> one.id().equals(id)).findFirst()
			.orElseThrow(() -> RequestException.notFound("There is no such file of annotations beside the slide."));
	}

	/** Uses the annotations of a file on a scene. */
	private <T> T use(final SharedSlide shared, final ShownSlide slide, final String scene,
		final AnnotationSource source, final OpenAnnotations.Use<T> use) throws IOException
	{
		final SlideFrame frame = SlideFrame.of(slide.slide(), slide.scene(scene).scene());
		final String key = shared.id() + "/" + slide.version() + "/" + scene + "/" + source.id() + "/"
			+ source.version();
		final ProgressListener untilClosed = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				// pages only wait
			}

			@Override
			public boolean isCanceled() {
				return open.isClosed();
			}
		};
		return open.use(key, room -> ShownAnnotations.read(source, frame, room, untilClosed), use);
	}

	private void describe(final Reply reply, final SharedSlide shared, final String scene, final String id,
		final Query query) {
		query.noMore();
		queue.add(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				final AnnotationSource source = source(shared, scene, id);
				final Map<String, Object> json = listed(source);
				json.put("version", source.version());
				try {
					json.putAll(use(shared, lease.slide(), scene, source, AnnotationDescription::of));
				}
				catch (final IOException e) { // the file's fault, not this server's
					json.put("problem", reply.told(Sentences.of(e)));
				}
				reply.json(json);
			}
		}));
	}

	private void at(final Reply reply, final SharedSlide shared, final String scene, final String id,
		final Query query) {
		final double x = number(query, "x");
		final double y = number(query, "y");
		final double near = number(query, "near");
		if (near < 0 || near > MOST_NEAR) throw Query.bad("near is 0 to " + MOST_NEAR + ", not " + near);
		queue.add(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				final ShownScene seen = lease.slide().scene(scene);
				final OverlayLook look = look(query, seen);
				query.noMore();
				reply.json(use(shared, lease.slide(), scene, source(shared, scene, id), shown -> {
					final OptionalInt found = shown.overlay().at(x, y, near, look);
					if (found.isEmpty()) return Map.of();
					return AnnotationDescription.of(found.getAsInt(), shown.overlay().annotation(found.getAsInt()),
						seen.scene().pixelSize());
				}));
			}
		}));
	}

	private static double number(final Query query, final String name) {
		return Query.number(name, query.text(name).orElseThrow(() -> Query.bad(name + " is missing")));
	}

	/** {@code hide}, the numbers of classes, and {@code z} and {@code t} as {@link SceneView} has them. */
	private static OverlayLook look(final Query query, final ShownScene seen) {
		final BitSet hidden = new BitSet();
		for (final String number : query.text("hide").orElse("").split(","))
			if (!number.isEmpty()) hidden.set((int) Math.max(0, Math.min(0xffff, Query.whole("a class", number))));
		final SceneView view = SceneView.of(query, seen.scene());
		return new OverlayLook(hidden, view.z(), view.t());
	}

	private void tile(final Reply reply, final SharedSlide shared, final String scene, final String id,
		final TileAddress tile, final Query query)
	{
		query.text("v"); // the file's state, which keeps browsers from using older tiles
		queue.add(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				final ShownScene seen = lease.slide().scene(scene);
				final OverlayLook look = look(query, seen);
				query.noMore();
				final DeepZoomLayout layout = seen.layout();
				tile.check(layout);
				final AnnotationSource source = source(shared, scene, id);
				final String key = shared.id() + "/" + shared.version() + "/" + scene + "/" + id + "/"
					+ source.version() + "/" + tile + "/" + look;
				final String tag = "\"" + Integer.toHexString(key.hashCode()) + "-" + source.version() + "\"";
				if (reply.isKnown(tag)) {
					reply.cached(tag, SECONDS).notModified();
					return;
				}
				final Optional<byte[]> kept = recent.get(key);
				final byte[] bytes = kept.isPresent() ? kept.get()
					: use(shared, lease.slide(), scene, source,
						shown -> picture(shown, seen.place(tile.level(), tile.col(), tile.row()), look));
				recent.put(key, bytes);
				reply.cached(tag, SECONDS).bytes("image/png", bytes);
			}
		}));
	}

	private static byte[] picture(final ShownAnnotations shown, final ScaledRegion place, final OverlayLook look)
		throws IOException
	{
		final int width = (int) place.width();
		final int height = (int) place.height();
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		final Graphics2D graphics = picture.createGraphics();
		final AffineTransform transform = AffineTransform.getScaleInstance(1 / place.pitchX(), 1 / place.pitchY());
		transform.translate(-place.x0(), -place.y0());
		shown.overlay().paint(graphics, transform, width, height, look);
		graphics.dispose();
		return PngEncoder.encode(
			RegionPixels.ofArgb(width, height, picture.getRGB(0, 0, width, height, null, 0, width)));
	}

	/** Refuses what waits, and returns when what is being done has ended. */
	@Override
	public void close() throws IOException {
		open.close();
		queue.close();
	}
}

package org.coverslip.web;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.RegionPixels;
import org.coverslip.web.PictureAnswers.Kind;

/**
 * Which address is answered by whom. Behind the token:
 *
 * <pre>
 * /                                             the list of slides
 * /slide/ID                                     a slide
 * /page/FILE                                    scripts and style
 * /api/slides                                   the list, as JSON
 * /api/slides/ID                                what a slide is
 * /api/slides/ID/thumbnail                      a JPEG, 320 pixels at most
 * /api/slides/ID/associated/N                   an associated image, as PNG
 * /api/slides/ID/scenes/N                       how a scene is shown
 * /api/slides/ID/scenes/N/tiles/LEVEL/COL_ROW.jpg   or .png: a tile
 * /api/slides/ID/scenes/N/region                has a file made of a region
 * /api/slides/ID/scenes/N/window                opens a region in the program that the server runs in
 * /api/slides/ID/scenes/N/range                 between which values its colours lie
 * /api/slides/ID/scenes/N/annotations...       see {@link AnnotationAnswers}
 * /api/files/KEY                                that file
 * </pre>
 *
 * Nothing here takes long: what does is handed on to other threads.
 */
final class Router {

	/** The names in a path as far as the number of a scene; what is behind takes parameters. */
	private static final int SCENE_PATH = 5;
	private static final int THUMBNAIL = 320;
	private static final int WHITE = 0xffffff;

	private final SharedSlides shared;
	private final OpenSlides slides;
	private final PictureAnswers pictures;
	private final RegionAnswers regions;
	private final WindowAnswers windows;
	private final AnnotationAnswers annotations;
	private final NewestFirst tileQueue;
	private final NewestFirst slideQueue;
	private final ServerLimits limits;

	/**
	 * @param tileQueue
	 *            for tiles
	 * @param slideQueue
	 *            for what concerns whole slides, which may take longer
	 */
	Router(final SharedSlides shared, final OpenSlides slides, final PictureAnswers pictures,
		final RegionAnswers regions, final WindowAnswers windows, final AnnotationAnswers annotations,
		final NewestFirst tileQueue, final NewestFirst slideQueue, final ServerLimits limits)
	{
		this.shared = shared;
		this.slides = slides;
		this.pictures = pictures;
		this.regions = regions;
		this.windows = windows;
		this.annotations = annotations;
		this.tileQueue = tileQueue;
		this.slideQueue = slideQueue;
		this.limits = limits;
	}

	/**
	 * Answers, now or later.
	 *
	 * @param path
	 *            names behind the token
	 * @param content
	 *            what came with the request; closed by whoever takes it
	 * @throws RequestException
	 *             if there is nothing at the path
	 */
	void answer(final Reply reply, final List<String> path, final Query query, final Content content,
		final String token) throws IOException
	{
		switch (path.isEmpty() ? "/" : path.get(0)) {
			case "/" -> reply.redirect("/" + token + "/");
			case "" -> PageFiles.answer(reply, "list.html");
			case "page" -> PageFiles.answer(reply, name(path, 1, 2));
			case "slide" -> {
				shared.get(name(path, 1, 2));
				PageFiles.answer(reply, "slide.html");
			}
			case "api" -> answerApi(reply, path, query, content);
			default -> throw nothing();
		}
	}

	/** The name at a place of a path of a length. */
	private static String name(final List<String> path, final int place, final int length) {
		if (path.size() != length) throw nothing();
		return path.get(place);
	}

	private static RequestException nothing() {
		return RequestException.notFound("There is nothing at this address.");
	}

	private void answerApi(final Reply reply, final List<String> path, final Query query, final Content content)
		throws IOException
	{
		if (path.size() <= SCENE_PATH) query.noMore();
		if (path.size() == 3 && path.get(1).equals("files")) regions.send(reply, path.get(2));
		else if (path.size() < 2 || !path.get(1).equals("slides")) throw nothing();
		else if (path.size() == 2)
			later(reply, () -> Map.of("slides", shared.list().stream().map(SlideDescription::listed).toList()));
		else answerSlide(reply, shared.get(path.get(2)), path.subList(3, path.size()), query, content);
	}

	private void answerSlide(final Reply reply, final SharedSlide slide, final List<String> path, final Query query,
		final Content content) throws IOException
	{
		reply.hide(slide.path().getParent() + File.separator);
		if (path.isEmpty()) later(reply, slide, opened -> SlideDescription.of(slide, opened));
		else if (path.equals(List.of("thumbnail"))) pictures.answer(reply, slide, "thumbnail", Kind.JPEG,
			opened -> () -> opened.scene("0").thumbnail(THUMBNAIL), slideQueue);
		else if (path.size() == 2 && path.get(0).equals("associated")) {
			final String number = path.get(1);
			pictures.answer(reply, slide, "associated/" + number, Kind.PNG,
				opened -> colours(opened.associatedImage(number)), slideQueue);
		}
		else if (path.size() >= 2 && path.get(0).equals("scenes"))
			answerScene(reply, slide, path.get(1), path.subList(2, path.size()), query, content);
		else throw nothing();
	}

	private void answerScene(final Reply reply, final SharedSlide slide, final String scene, final List<String> path,
		final Query query, final Content content) throws IOException
	{
		if (path.isEmpty()) later(reply, slide,
			opened -> SlideDescription.of(opened.scene(scene), limits, windows.isPossible()));
		else if (path.equals(List.of("region"))) regions.order(reply, slide, scene, query);
		else if (path.equals(List.of(Gate.WINDOW))) windows.order(reply, slide, scene, query);
		else if (path.get(0).equals("annotations"))
			annotations.answer(reply, slide, scene, path.subList(1, path.size()), query, content);
		else if (path.equals(List.of("range"))) {
			query.noMore();
			later(reply, slide, opened -> SlideDescription.colourRange(opened.scene(scene)));
		}
		else if (path.size() == 3 && path.get(0).equals("tiles"))
			answerTile(reply, slide, scene, path.get(1), path.get(2), query);
		else throw nothing();
	}

	private void answerTile(final Reply reply, final SharedSlide slide, final String scene, final String levelName,
		final String tileName, final Query query) throws IOException
	{
		final TileAddress tile = TileAddress.of(levelName, tileName, "jpg", "png");
		final String name = "scenes/" + scene + "/" + levelName + "/" + tileName + "?" + query.text("z").orElse("")
			+ "&" + query.text("t").orElse("") + "&" + query.text("c").orElse("-") + "&"
			+ query.text("rgb").orElse("");
		query.noMore();
		pictures.answer(reply, slide, name, tile.ending().equals("jpg") ? Kind.JPEG : Kind.PNG, opened -> {
			final ShownScene shown = opened.scene(scene);
			tile.check(shown.layout());
			final SceneView view = SceneView.of(query, shown.scene());
			final ScaledRegion place = shown.place(tile.level(), tile.col(), tile.row());
			return () -> shown.picture(place, view);
		}, tileQueue);
	}

	private static PictureAnswers.Pixels colours(final AssociatedImage image) {
		return () -> ShownImage.colours(RegionPixels.of(image.read()), WHITE);
	}

	/** Makes an object for JSON. */
	@FunctionalInterface
	private interface Description {

		Object make() throws IOException;
	}

	/** Makes an object for JSON of an open slide. */
	@FunctionalInterface
	private interface SlideTold {

		Object of(ShownSlide slide) throws IOException;
	}

	private void later(final Reply reply, final Description description) {
		slideQueue.add(new Request(reply, waited -> reply.json(description.make())));
	}

	private void later(final Reply reply, final SharedSlide slide, final SlideTold told) {
		later(reply, () -> {
			try (OpenSlides.Lease lease = slides.open(slide)) {
				return told.of(lease.slide());
			}
		});
	}
}

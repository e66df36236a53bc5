package org.coverslip.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/** What holds for all functions: tiles of any size and place give the same, and they refuse in one sentence. */
public class KnownFunctionsTest {

	private static final int WIDTH = 330;
	private static final int HEIGHT = 250;

	/** Some options for each function. */
	private static final Map<String, List<String>> OPTIONS = Map.of( //
		"downsample", List.of(""), //
		"nuclei", List.of("diameter=1.5 threshold=0.01", "sigma=2 distance=1 signal=bright threshold=0 marker=3.5"), //
		"density", List.of("searchPixelSize=0 smooth=5 diameter=1", "searchPixelSize=0 smooth=0 as=bytes"), //
		"gaussian", List.of("sigma=1.3", "sigma=4"), //
		"median", List.of("radius=1", "radius=2.5"), //
		"minimum", List.of("radius=0.5", "radius=6"), //
		"maximum", List.of("radius=1.5", "radius=4"), //
		"threshold", List.of("", "value=100 objects=dark"), //
		"stains", List.of("", "stains=hdab as=float", "first=1,2,3 second=0.3,0.1,0"));

	private static final Map<String, Scene> SCENES = new LinkedHashMap<>();

	static {
		final List<Channel> two = List.of(Channel.named("a"), Channel.named("b"));
		final List<Channel> one = List.of(Channel.named(""));
		SCENES.put("rgb8", ProceduralScene.rgb(WIDTH, HEIGHT, 64, 1).scene());
		SCENES.put("rgb16", ProceduralScene.rgb(PixelType.UINT16, WIDTH, HEIGHT, 64, 1).scene());
		SCENES.put("uint8", ProceduralScene.channels(PixelType.UINT8, one, 1, 1, WIDTH, HEIGHT, 100, 1).scene());
		SCENES.put("uint16", ProceduralScene.channels(PixelType.UINT16, two, 3, 1, WIDTH, HEIGHT, 64, 1).scene());
		SCENES.put("float32", ProceduralScene.channels(PixelType.FLOAT32, one, 1, 1, WIDTH, HEIGHT, 64, 1).scene());
		SCENES.put("int16", ProceduralScene.channels(PixelType.INT16, one, 1, 1, WIDTH, HEIGHT, 64, 1).scene());
	}

	static Picture picture(final Scene scene) {
		return Picture.of(scene, new RegionReader(TileCache.ofBytes(16 << 20))).build();
	}

	private static Picture applied(final String word, final String options, final Scene scene) throws IOException {
		final PictureFunction function = KnownFunctions.ofWord(word);
		return function.apply(picture(scene), function.options().parse(options), ProgressListener.NONE);
	}

	@Test
	public void tilesOfAnySizeAndPlaceGiveTheSame() throws IOException {
		for (final PictureFunction function : KnownFunctions.all())
			for (final String options : OPTIONS.get(function.word()))
				for (final String kind : SCENES.keySet()) {
					if (isRefused(function.word(), kind)) continue;
					final Picture result = applied(function.word(), options, SCENES.get(kind));
					final String what = function.word() + " " + options + " of " + kind;
					TileInvariance.assertHolds(what, result);
					assertEquals(what, SCENES.get(kind).sizeZ(), result.sizeZ());
				}
	}

	private static boolean isRefused(final String word, final String kind) {
		return word.equals("stains") && !kind.startsWith("rgb");
	}

	@Test
	public void whatCannotBeProcessedIsRefused() {
		assertEquals("the function \"stains\" needs colours, and there is one sample a pixel",
			refusal("stains", "", SCENES.get("uint16")));
		final Scene labels = ProceduralScene
			.channels(PixelType.UINT32, List.of(Channel.named("")), 1, 1, WIDTH, HEIGHT, 64, 1).scene();
		for (final String word : List.of("median", "minimum", "maximum"))
			assertEquals("the function \"" + word + "\" does not take samples of type uint32, but 8 and 16 bits and "
				+ "float32", refusal(word, "radius=2", labels));
		assertEquals("the function \"stains\" needs light of 8 or 16 bits, not float32",
			refusal("stains", "", ProceduralScene.rgb(PixelType.FLOAT32, WIDTH, HEIGHT, 64, 1).scene()));
	}

	@Test
	public void optionsThatAreNotPossibleAreRefused() {
		final Scene colors = SCENES.get("rgb8");
		assertEquals("\"value=much\" is neither a number nor otsu", refusal("threshold", "value=much", colors));
		assertEquals("\"value=Infinity\" is neither a number nor otsu",
			refusal("threshold", "value=Infinity", colors));
		assertEquals("\"radius=0.1\" is less than 0.5", refusal("median", "radius=0.1", colors));
		assertEquals("the option \"radius\" is missing", refusal("minimum", "", colors));
		assertEquals("\"first=1,2\" is not three numbers with commas between them",
			refusal("stains", "first=1,2", colors));
		assertEquals("give both stains, first=R,G,B and second=R,G,B, or none",
			refusal("stains", "first=1,2,3", colors));
		assertEquals("a stain of 0.000,0.000,0.000 has no colour",
			refusal("stains", "first=0,0,0 second=1,2,3", colors));
		assertTrue(refusal("stains", "first=1,2,3 second=2,4,6", colors).contains("nearly the same colour"));
		assertTrue(refusal("downsample", "by=2", colors).contains("there is no option \"by\""));
	}

	private static String refusal(final String word, final String options, final Scene scene) {
		return assertThrows(word + " " + options, IllegalArgumentException.class, () -> applied(word, options, scene))
			.getMessage();
	}

	@Test
	public void nucleiNeedASizeOfPixelsOrSigma() throws IOException {
		final Scene scene = SCENES.get("uint8");
		final Scene sizeless =
			Scene.builder(scene.lifetime()).channels(scene.channels()).levels(scene.levels()).build();
		assertEquals("the slide does not state the size of its pixels; give sigma, in pixels, instead of the diameter",
			refusal("nuclei", "", sizeless));
		assertEquals("the slide does not state the size of its pixels, which is needed for objects in a square "
			+ "millimetre", refusal("density", "", sizeless));
		assertEquals(WIDTH, applied("nuclei", "sigma=2", sizeless).width());
		assertEquals("nuclei of 4000 pixels are too large for this scale; process a coarser one, for instance "
			+ "pixelSize=0.5", refusal("nuclei", "diameter=1000", scene));
		assertEquals("the function \"nuclei\" needs colours, and there is one sample a pixel",
			refusal("nuclei", "signal=hematoxylin", scene));
	}

	@Test
	public void eachFunctionIsTried() {
		final Set<String> words =
			Set.copyOf(KnownFunctions.all().stream().map(PictureFunction::word).toList());
		assertEquals(OPTIONS.keySet(), words);
	}

	@Test
	public void downsamplingAloneChangesNothing() throws IOException {
		final Scene scene = SCENES.get("uint16");
		assertEquals(picture(scene).read(), applied("downsample", "", scene).read());
	}
}

package org.coverslip.option;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Slide;
import org.coverslip.slide.WantedScale;
import org.junit.Test;

/** What the options that several commands share become in the engine. */
public class SharedOptionsTest {

	@Test
	public void theDefaultsOfATiffAreTheWriters() {
		final PyramidTiffOptions ours = TiffOptions.of(TiffOptions.OF_SLIDE.defaults()).build();
		final PyramidTiffOptions writers = PyramidTiffOptions.builder().build();
		assertEquals(writers.compression(), ours.compression());
		assertEquals(writers.quality(), ours.quality());
		assertEquals(writers.tileSize(), ours.tileSize());
		assertEquals(writers.dialect(), ours.dialect());
		assertEquals(writers.levels(), ours.levels());
		assertEquals(writers.align(), ours.align());
	}

	@Test
	public void aTiffAsToldTo() {
		final PyramidTiffOptions options = TiffOptions.of(TiffOptions.OF_SLIDE
			.parse("compression=jpeg2000 quality=33 tileSize=512 dialect=svs levels=mode align")).build();
		assertEquals(Compression.JPEG2000, options.compression());
		assertEquals(33, options.quality());
		assertEquals(512, options.tileSize());
		assertEquals(Dialect.SVS, options.dialect());
		assertEquals(LevelRule.MODE, options.levels());
		assertEquals(true, options.align());
	}

	/** What was a question of which tiles to keep, and read wrongly as such, says by now what is left out. */
	@Test
	public void whatTilesLeaveOutIsUnderstoodByItsFormerWordsToo() {
		final String[][] words = { { "nothing", "none" }, { "blank", "notBlank" }, { "withoutTissue", "auto" } };
		for (final String[] pair : words) {
			final LeftOut now = TilingOptions.ALL.parse("leaveOut=" + pair[0]).get(TilingOptions.LEAVE_OUT);
			assertEquals(now, TilingOptions.ALL.parse("tissue=" + pair[1]).get(TilingOptions.LEAVE_OUT));
			assertEquals(pair[0], TilingOptions.LEAVE_OUT.text(now));
		}
		assertEquals(List.of("nothing", "blank", "withoutTissue"), TilingOptions.LEAVE_OUT.kind().choices());
		assertThrows(IllegalArgumentException.class, () -> TilingOptions.ALL.parse("leaveOut=some"));
	}

	@Test
	public void eachCompressionHasItsWord() {
		assertEquals(Compression.all().size(), TiffOptions.COMPRESSION.kind().choices().size());
		for (final Compression compression : Compression.all())
			assertEquals(compression, TiffOptions.OF_SLIDE.parse("compression=" + compression.word())
				.get(TiffOptions.COMPRESSION));
		assertThrows("nothing to keep", IllegalArgumentException.class,
			() -> TiffOptions.OF_IMAGE.parse("compression=keep"));
	}

	@Test
	public void associatedImages() throws IOException {
		try (Slide slide = SampleSlide.brightField(512, 512)) {
			assertEquals(List.of("label", "macro", "thumbnail"), names(slide, TiffOptions.OF_SLIDE.defaults()));
			assertEquals(List.of(), names(slide, TiffOptions.OF_CROP.defaults()));
			assertEquals(List.of(), names(slide, TiffOptions.OF_SLIDE.parse("associated=")));
			assertEquals(List.of("macro", "label"),
				names(slide, TiffOptions.OF_CROP.parse("associated=[macro, label,macro]")));
			assertThrows(IllegalArgumentException.class,
				() -> names(slide, TiffOptions.OF_CROP.parse("associated=lable")));
		}
	}

	private static List<String> names(final Slide slide, final OptionValues values) {
		return AssociatedOption.of(slide, values).stream().map(AssociatedImage::name).toList();
	}

	private static WantedScale scale(final String options) {
		return ScaleOptions.of(ScaleOptions.ALL.parse(options));
	}

	@Test
	public void oneScale() {
		assertEquals(WantedScale.level(0), scale(""));
		assertEquals(WantedScale.level(2), scale("level=2 pixelSize=0 magnification=0.0"));
		assertEquals(WantedScale.pixelSize(0.5), scale("pixelsize=0.5"));
		assertEquals("as it was called once", WantedScale.pixelSize(0.5), scale("mpp=0.5"));
		assertEquals(WantedScale.magnification(10), scale("magnification=10"));
		assertEquals(WantedScale.downsample(3.5), scale("downsample=3.5"));
		assertEquals(WantedScale.longestSide(800), scale("size=800"));
		assertEquals("give only one scale, not pixelSize and magnification",
			assertThrows(IllegalArgumentException.class, () -> scale("magnification=10 pixelSize=1")).getMessage());
		assertThrows(IllegalArgumentException.class, () -> scale("level=-1"));
	}

	@Test
	public void planes() throws IOException {
		try (Slide slide = SampleSlide.brightField(512, 512)) {
			final OptionTable table = OptionTable.of(PlaneOptions.SCENE, PlaneOptions.CHANNEL_OR_ALL, PlaneOptions.Z,
				PlaneOptions.T);
			assertEquals(Plane.FIRST, PlaneOptions.plane(slide.scenes().get(0), table.defaults()));
			assertEquals(new Plane(1, 2, 3),
				PlaneOptions.plane(slide.scenes().get(0), table.parse("channel=1 z=2 t=3")));
			assertEquals(slide.scenes().get(0), PlaneOptions.scene(slide, table.defaults()));
			assertThrows(IllegalArgumentException.class, () -> PlaneOptions.scene(slide, table.parse("scene=1")));
			assertThrows(IllegalArgumentException.class, () -> table.parse("z=-2"));
		}
	}

	@Test
	public void regions() throws IOException {
		final OptionTable table = OptionTable.of(RegionOptions.REGION);
		try (Slide slide = SampleSlide.brightField(512, 400)) {
			assertEquals(Region.ofSize(512, 400), RegionOptions.of(slide.scenes().get(0), table.defaults()));
			for (final String four : List.of("-1,2,30,40", "[-1, 2, 30, 40]", "[-1 2 30 40]"))
				assertEquals(four, new Region(-1, 2, 30, 40),
					RegionOptions.of(slide.scenes().get(0), table.parse("region=" + four)));
			assertEquals("the region 30 x 40 at (512, 0) lies outside the scene of 512 x 400",
				assertThrows(IllegalArgumentException.class,
					() -> RegionOptions.of(slide.scenes().get(0), table.parse("region=512,0,30,40"))).getMessage());
		}
		for (final String no : List.of("1,2,3", "1,2,3,4,5", "1.5,2,3,4", "1,2,-3,4", Long.MAX_VALUE
			+ ",0,10,10"))
			assertEquals("\"region=" + no + "\" is not x,y,width,height in whole level-0 pixels",
				assertThrows(no, IllegalArgumentException.class, () -> table.parse("region=" + no)).getMessage());
		final Option<WantedRegion> region = RegionOptions.REGION;
		assertEquals("1,2,3,4", region.text(region.parse("1 2 3 4")));
		assertEquals("", region.text(region.parse("all")));
	}

	/** ROI Managers call regions by their places, as 0123-0456. */
	@Test
	public void namesOfRegions() throws IOException {
		final OptionTable table = OptionTable.of(RegionOptions.REGION);
		try (Slide slide = SampleSlide.brightField(512, 400)) {
			for (final String name : List.of("roi", "0123-0456", "[the 2nd, left]", "12"))
				assertEquals(
					"\"region=" + name.replaceAll("[\\[\\]]", "") + "\" is not x,y,width,height in whole level-0 "
						+ "pixels, and only ImageJ knows what is drawn there",
					assertThrows(name, IllegalArgumentException.class,
						() -> RegionOptions.of(slide.scenes().get(0), table.parse("region=" + name))).getMessage());
		}
	}

	/** What dialogs show at first, and macros record, must be understood. */
	@Test
	public void eachDefaultCanBeGiven() {
		Stream.of(TiffOptions.OF_SLIDE, TiffOptions.OF_CROP, TiffOptions.OF_IMAGE, ScaleOptions.ALL,
			OptionTable.of(RegionOptions.REGION, PlaneOptions.SCENE, PlaneOptions.CHANNEL, PlaneOptions.Z,
				PlaneOptions.T, ScaleOptions.OUT_WIDTH, ScaleOptions.OUT_HEIGHT))
			.flatMap(table -> table.options().stream()).forEach(SharedOptionsTest::assertDefaultIsUnderstood);
		assertEquals(List.of("keep", "auto", "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd"),
			TiffOptions.COMPRESSION.kind().choices());
		assertEquals(Arrays.asList("auto", "mean", "nearest", "mode"), TiffOptions.LEVELS.kind().choices());
	}

	private static <T> void assertDefaultIsUnderstood(final Option<T> option) {
		final T value = option.otherwise().orElseThrow();
		assertEquals(option.key(), value, option.parse(option.text(value)));
	}
}

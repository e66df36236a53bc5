package org.coverslip.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;

/**
 * What is shown of a scene: a region of it at a scale, of some of its planes, or of its channels together in their
 * colours. It knows its size, its place on the slide and the size of its pixels, and gives its pixels in parts. Made by
 * {@link #of}, or out of another one by {@link #map}; {@link Scene#computed} makes it a scene again.
 * <p>
 * Coordinates are the picture's own: its pixels begin at (0, 0), its channels, focal planes and times at 0, whatever of
 * the scene they are. Immutable; any number of threads may read. Nothing is read before it is asked for, and nothing is
 * kept but what the reader keeps that the picture was made with.
 */
public final class Picture {

	private final Scene scene;
	private final ScaledRegion place;
	private final int level;
	private final boolean stored;
	private final PictureContent content;
	private final Elsewhere elsewhere;

	/** The same picture at another place. */
	@FunctionalInterface
	interface Elsewhere {

		Picture at(ScaledRegion place);
	}

	/**
	 * @param level
	 *            that is read
	 * @param stored
	 *            whether the level has the scale that was wanted
	 * @param elsewhere
	 *            makes it at other places
	 */
	Picture(final Scene scene, final ScaledRegion place, final int level, final boolean stored,
		final PictureContent content, final Elsewhere elsewhere)
	{
		this.scene = scene;
		this.place = place;
		this.level = level;
		this.stored = stored;
		this.content = content;
		this.elsewhere = elsewhere;
	}

	/**
	 * A picture of a scene: all of it as it is, unless the builder is told otherwise.
	 *
	 * @param reader
	 *            reads the scene's levels
	 */
	public static PictureBuilder of(final Scene scene, final RegionReader reader) {
		return new PictureBuilder(scene, reader);
	}

	/** The scene that is shown. */
	public Scene scene() {
		return scene;
	}

	/** Columns, &gt; 0. */
	public long width() {
		return place.width();
	}

	/** Rows, &gt; 0. */
	public long height() {
		return place.height();
	}

	/** All of the picture, in its own pixels: from (0, 0). */
	public Region bounds() {
		return Region.ofSize(place.width(), place.height());
	}

	/** Where its pixels lie on the scene, exactly. */
	public ScaledRegion place() {
		return place;
	}

	/** What it shows, in level-0 pixels of the scene, rounded to the nearest; it may reach over the scene's edges. */
	public Region region0() {
		return place.nearestLevel0();
	}

	/**
	 * What a part of it shows, likewise.
	 *
	 * @param part
	 *            in the picture's pixels, not empty
	 */
	public Region region0(final Region part) {
		return place.part(part.x(), part.y(), part.width(), part.height()).nearestLevel0();
	}

	/** Level-0 pixels per pixel; of a picture with oblong pixels the smaller number. */
	public double downsample() {
		return place.finestPitch();
	}

	/** The number of the scene's level that is read. */
	public int level() {
		return level;
	}

	/** Whether that level has the scale that was wanted, so that its pixels are shown as they are. */
	public boolean isStored() {
		return stored;
	}

	/** The size of its pixels, if the scene states that of its own. */
	public Optional<PixelSize> pixelSize() {
		return scene.pixelSize()
			.map(size -> new PixelSize(size.xUm() * place.pitchX(), size.yUm() * place.pitchY()));
	}

	/** The magnification at which it shows the scene, if the scene states its own. */
	public OptionalDouble objectivePower() {
		return scene.objectivePower().isEmpty() ? OptionalDouble.empty()
			: OptionalDouble.of(scene.objectivePower().getAsDouble() / downsample());
	}

	/** The type of its samples. */
	public PixelType type() {
		return content.form().type();
	}

	/** Samples of a pixel: 3 for colours, else 1. */
	public int samples() {
		return content.form().samples();
	}

	/** Its channels, at least one; colours are one channel. */
	public List<Channel> channels() {
		return content.form().channels();
	}

	/** How many focal planes it has, at least one. */
	public int sizeZ() {
		return content.z().end() - content.z().begin();
	}

	/** How many points in time it has, at least one. */
	public int sizeT() {
		return content.t().end() - content.t().begin();
	}

	/** All its planes, by its own numbers: by times, focal planes and channels. */
	public List<Plane> planes() {
		final List<Plane> planes = new ArrayList<>();
		for (int t = 0; t < sizeT(); t++)
			for (int z = 0; z < sizeZ(); z++)
				for (int channel = 0; channel < channels().size(); channel++)
					planes.add(new Plane(channel, z, t));
		return planes;
	}

	/** The scene's number of its first focal plane. */
	public int firstZ() {
		return content.z().begin();
	}

	/** The scene's number of its first point in time. */
	public int firstT() {
		return content.t().begin();
	}

	/** The colour, 0xRRGGBB, for what is not covered; black where colours are added up from measured channels. */
	public int background() {
		return content.background();
	}

	/** Whether its pixels are names of classes; empty for what follows from their type. */
	Optional<Boolean> categorical() {
		return content.categorical();
	}

	/** Reads all of the first plane; as {@link #read(Plane, Region)}. */
	public RegionPixels read() throws IOException {
		return read(bounds());
	}

	/**
	 * Reads a part of the first plane, which is the only one of most pictures.
	 *
	 * @param part
	 *            as of {@link #read(Plane, Region)}
	 */
	public RegionPixels read(final Region part) throws IOException {
		return read(Plane.FIRST, part);
	}

	/**
	 * Reads a part.
	 *
	 * @param plane
	 *            of the picture
	 * @param part
	 *            in the picture's pixels, within it and not empty
	 * @return as large as the part, of {@link #samples()} of {@link #type()}
	 * @throws IllegalArgumentException
	 *             if the picture has no such plane or part, or the part is larger than an array can be
	 * @throws IOException
	 *             if a tile is damaged or the slide has been closed
	 */
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		check(plane, part);
		return content.read(plane, part);
	}

	/**
	 * Reads a part to look at.
	 *
	 * @param plane
	 *            as of {@link #read(Plane, Region)}, as all else
	 * @return non-premultiplied 0xAARRGGBB words, row by row; 0 where nothing is covered
	 * @throws IllegalStateException
	 *             if its samples are neither {@code UINT8} nor {@code UINT16}
	 */
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		check(plane, part);
		return content.readArgb(plane, part);
	}

	private void check(final Plane plane, final Region part) throws IOException {
		if (part.isEmpty() || !bounds().contains(part))
			throw new IllegalArgumentException("there is no part of " + part + " in a picture of " + width() + " x "
				+ height() + " pixels");
		if (plane.channel() >= channels().size() || plane.z() >= sizeZ() || plane.t() >= sizeT())
			throw new IllegalArgumentException("there is no plane channel=" + plane.channel() + " z=" + plane.z()
				+ " t=" + plane.t() + " in a picture of " + channels().size() + " channel(s), " + sizeZ() + " z and "
				+ sizeT() + " t");
		scene.checkOpen();
	}

	/** The picture that a function makes of each plane of this one, with pixels of the same kind. See below. */
	public Picture map(final int margin, final BlockFunction function) {
		return map(margin, content.form(), function);
	}

	/**
	 * The picture that a function makes of this one, of the same size at the same place. It is computed when it is
	 * read, block by block, each from the pixels of the block and of a margin around it; so memory is bounded, and the
	 * result is that of computing the whole at once, if no pixel depends on others that are farther away than the
	 * margin. At the picture's edges the margin ends; there, as when computing the whole, the function does as it sees
	 * fit.
	 *
	 * @param margin
	 *            pixels around a block that the function needs, &ge; 0
	 * @param form
	 *            what the function gives
	 * @param function
	 *            called from any thread, for several blocks at once
	 */
	public Picture map(final int margin, final PixelForm form, final BlockFunction function) {
		return map(margin, MappedPixels.PIECE, form, function);
	}

	/**
	 * Likewise, in larger or smaller blocks.
	 *
	 * @param piece
	 *            side of the largest block that the function is asked for, in pixels, without the margin
	 */
	public Picture map(final int margin, final int piece, final PixelForm form, final BlockFunction function) {
		if (margin < 0) throw new IllegalArgumentException("a margin of " + margin + " pixels");
		final boolean alike = form.equals(content.form());
		final PictureContent mapped = new PictureContent(form, content.z(), content.t(), background(),
			alike ? content.categorical() : Optional.empty(), new MappedPixels(this, margin, piece, form, function));
		return new Picture(scene, place, level, false, mapped, other -> {
			if (margin > 0)
				throw new IllegalStateException(
					"what is computed from " + margin + " pixels around has one scale only");
			return at(other).map(0, piece, form, function);
		});
	}

	/**
	 * What this picture shows, at another place or scale: of the same planes, and computed by the same functions.
	 *
	 * @throws IllegalStateException
	 *             if one of these needs a margin: what it gives belongs to one scale
	 */
	public Picture at(final ScaledRegion otherPlace) {
		return elsewhere.at(otherPlace);
	}

	/**
	 * The first of its focal planes and times alone.
	 *
	 * @param sizeZ
	 *            how many focal planes, from 1 to those that it has
	 * @param sizeT
	 *            how many times, likewise
	 */
	public Picture first(final int sizeZ, final int sizeT) {
		if (sizeZ < 1 || sizeT < 1 || sizeZ > sizeZ() || sizeT > sizeT())
			throw new IllegalArgumentException(sizeZ + " z and " + sizeT + " t of " + sizeZ() + " and " + sizeT());
		return new Picture(scene, place, level, stored, new PictureContent(content.form(),
			new PlaneRange(firstZ(), firstZ() + sizeZ), new PlaneRange(firstT(), firstT() + sizeT), background(),
			content.categorical(), content), other -> at(other).first(sizeZ, sizeT));
	}

	/** The same pixels, said to be names of classes or objects, or not to be; see {@link Scene#isCategorical()}. */
	public Picture categorical(final boolean value) {
		return new Picture(scene, place, level, stored, new PictureContent(content.form(), content.z(), content.t(),
			background(), Optional.of(value), content), other -> at(other).categorical(value));
	}

	/**
	 * The pixels of this picture that are selected; the others are not covered, and what has none is not even read.
	 */
	public Picture selected(final PixelSelection selection) {
		return new Picture(scene, place, level, false, new PictureContent(content.form(), content.z(), content.t(),
			background(), content.categorical(), new SelectedPixels(this, selection)),
			other -> at(other).selected(selection));
	}

	/**
	 * What lies within an outline on this picture; the rest is filled, or not covered.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if samples of this type cannot be filled so
	 */
	public Picture within(final Cutout cutout) {
		cutout.check(type());
		return new Picture(scene, place, level, false, new PictureContent(content.form(), content.z(), content.t(),
			background(), content.categorical(), new CutoutPixels(this, cutout)), other -> at(other).within(cutout));
	}

	@Override
	public String toString() {
		return width() + " x " + height() + " pixels of " + region0();
	}
}

package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/** An associated image that is a directory of a TIFF. */
public final class TiffAssociatedImage implements AssociatedImage {

	private static final int LONGEST_NAME = 100;

	/** More than LZW, Deflate and JPEG make of one byte, and than makes sense in others. */
	private static final int MOST_PACKED = 2000;
	/** Bytes of pixels that are taken whatever the file says. */
	private static final int SMALL = 16 << 20;

	private final String name;
	private final StoredFile file;
	private final Ifd directory;
	private final long storedBytes;
	private final Level level;
	private final BlockShape shape;

	private TiffAssociatedImage(final String name, final StoredFile file, final Ifd directory,
		final long storedBytes, final Level level, final BlockShape shape)
	{
		this.name = name;
		this.file = file;
		this.directory = directory;
		this.storedBytes = storedBytes;
		this.level = level;
		this.shape = shape;
	}

	/**
	 * @throws SlideFormatException
	 *             if the image does not fit in memory, or Coverslip does not decode its compression
	 */
	public static TiffAssociatedImage of(final String name, final TiffFile tiff, final TiffImage image,
		final SlideLifetime lifetime) throws IOException
	{
		final TiffTileSource stored = TiffTileSource.of(tiff, image, lifetime);
		final Level level = TiffLevels.of(image, stored.grid(), stored.copyable(), new LevelScale(1));
		if (!BlockShape.fits(level.width(), level.height(), level.samples()))
			throw new SlideFormatException(tiff.file(), image.ifd().offset(),
				"a " + name + " image that fits in memory",
				image.width() + " x " + image.height() + " pixels");
		return new TiffAssociatedImage(name, tiff.file(), image.ifd(), stored.storedBytes(), level,
			new BlockShape((int) level.width(), (int) level.height(), level.samples(), level.type()));
	}

	/** As above, from its directory; empty where that is damaged, which must not keep the slide from being opened. */
	public static Optional<TiffAssociatedImage> ifSound(final String name, final TiffFile tiff, final Ifd directory,
		final SlideLifetime lifetime) throws IOException
	{
		try {
			return Optional.of(of(name, tiff, TiffImage.parse(tiff, directory), lifetime));
		}
		catch (final SlideFormatException e) {
			return Optional.empty();
		}
	}

	/**
	 * The striped directories whose description is the name of an associated image, as Coverslip writes them; of
	 * several with the same name, the first.
	 *
	 * @param ifds
	 *            directories of the main chain that may be associated images
	 */
	public static List<AssociatedImage> named(final TiffFile tiff, final List<Ifd> ifds, final SlideLifetime lifetime)
		throws IOException
	{
		final List<AssociatedImage> images = new ArrayList<>();
		for (final Ifd ifd : ifds) {
			// longer texts are not read: they cannot be a name
			if (ifd.isTiled() || ifd.count(TiffTag.IMAGE_DESCRIPTION) > LONGEST_NAME) continue;
			final String name = ifd.text(TiffTag.IMAGE_DESCRIPTION);
			if (name != null && name.matches("label|macro|thumbnail") && images.stream()
				.noneMatch(image -> image.name().equals(name)))
				ifSound(name, tiff, ifd, lifetime).ifPresent(images::add);
		}
		return images;
	}

	/** The directory that holds the image. */
	Ifd directory() {
		return directory;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public BlockShape shape() {
		return shape;
	}

	@Override
	public PixelBlock read() throws IOException {
		checkBytes();
		final PixelBlock whole = PixelBlock.zeros(shape);
		for (final PlacedTile place : level.layout().tilesIn(level.region())) {
			final Optional<PixelBlock> tile = level.tiles().read(place.index(), Plane.FIRST);
			if (tile.isEmpty()) continue;
			final PixelBlock colours = withoutAlpha(tile.get());
			final Region part = place.region().intersect(level.region());
			colours.copyTo((int) (part.x() - place.region().x()), (int) (part.y() - place.region().y()), whole,
				(int) part.x(),
				(int) part.y(), (int) part.width(), (int) part.height());
		}
		return whole;
	}

	/** Refuses a size that is a lie, before memory is taken for it. */
	private void checkBytes() throws SlideFormatException {
		if (shape.byteCount() > SMALL && shape.byteCount() / MOST_PACKED > storedBytes)
			throw new SlideFormatException(file, directory.offset(),
				"a " + name + " whose " + shape.width() + " x " + shape.height() + " pixels are in the file",
				storedBytes + " bytes");
	}

	private PixelBlock withoutAlpha(final PixelBlock tile) {
		if (tile.samples() == shape.samples()) return tile;
		final PixelBlock colours = PixelBlock.zeros(tile.shape().withSamples(3));
		for (int i = 0; i < tile.shape().pixels(); i++)
			System.arraycopy(tile.array(), 4 * i, colours.array(), 3 * i, 3);
		return colours;
	}
}

package org.coverslip.export.tiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import org.coverslip.export.StoredZip;
import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.io.TargetClaim;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;

/** Tiles and their lists in one ZIP file. It appears under its name when it is complete, and cannot be continued. */
final class TileArchive implements TileFiles {

	static final String ENDING = ".zip";

	private final StoredZip zip;
	private final TargetClaim claim;
	private final BitSet blank = new BitSet();

	private TileArchive(final StoredZip zip, final TargetClaim claim) {
		this.zip = zip;
		this.claim = claim;
	}

	/** Whether a name is that of an archive. */
	static boolean isMeant(final Path target) {
		return target.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
	}

	/**
	 * Begins a file.
	 *
	 * @param target
	 *            replaced if it is there
	 * @param inputs
	 *            files that are read; none of them is replaced
	 * @throws IllegalArgumentException
	 *             if the target is one of them, or another run writes it
	 */
	static TileArchive create(final Path target, final Collection<Path> inputs) throws IOException {
		final TargetClaim claim = TargetClaim.of(target);
		try {
			return new TileArchive(StoredZip.create(target, inputs), claim);
		}
		catch (final IOException | RuntimeException e) {
			claim.close();
			throw e;
		}
	}

	@Override
	public boolean has(final String name) {
		return false;
	}

	@Override
	public synchronized boolean isBlank(final int tile) {
		return blank.get(tile);
	}

	@Override
	public synchronized void setBlank(final int tile) {
		blank.set(tile);
	}

	@Override
	public boolean isOrdered() {
		return true;
	}

	@Override
	public Made image(final String name, final RegionPixels pixels, final Optional<PixelSize> pixelSize,
		final int background) throws IOException
	{
		final byte[] file = new RegionImageWriter(Path.of(name), pixelSize).encode(pixels, background);
		return new Made() {

			@Override
			public long bytes() {
				return file.length;
			}

			@Override
			public void put() throws IOException {
				zip.put(name, file);
			}
		};
	}

	@Override
	public void write(final String name, final Iterable<String> lines) throws IOException {
		final StringBuilder text = new StringBuilder();
		lines.forEach(line -> text.append(line).append('\n'));
		zip.put(name, text.toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void save() {
		// nothing can be continued
	}

	@Override
	public void commit() throws IOException {
		zip.commit();
	}

	@Override
	public void close() throws IOException {
		try (claim) {
			zip.close();
		}
	}
}

package org.coverslip.export.tiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.io.OutputFile;
import org.coverslip.io.TargetClaim;
import org.coverslip.io.WholeFile;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;

/**
 * The folder of one export of tiles. A file {@value #STATE} says by which options it is made and which tiles have been
 * found blank, so that a later run goes on where this one stopped; tiles appear under their names when they are
 * complete.
 */
final class TileFolder implements TileFiles {

	/** Lines of {@code key=value}; the last, {@code blank}, has the numbers of blank tiles. */
	private static final String STATE = "tiles.state";
	/** The setting that tells the slide from others of its name; for the state only, as others may not care. */
	static final String IDENTITY = "slideIs";
	private static final String TILES = "tiles";
	private static final String BLANK = "blank";
	private static final int LARGEST_STATE = 1 << 28;

	private final Path folder;
	private final TargetClaim claim;
	private final Map<String, String> settings;
	private final BitSet blank;

	private TileFolder(final Path folder, final TargetClaim claim, final Map<String, String> settings,
		final BitSet blank)
	{
		this.folder = folder;
		this.claim = claim;
		this.settings = settings;
		this.blank = blank;
	}

	/**
	 * Makes the folder, or goes on in one that an earlier run has left.
	 *
	 * @param settings
	 *            all on which the tiles depend, by their names
	 * @throws IllegalArgumentException
	 *             if the folder holds files of something else, or tiles made by other settings, or another run
	 *             writes to it
	 */
	static TileFolder open(final Path folder, final Map<String, String> settings) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder))
			throw new IllegalArgumentException(folder + " is a file; tiles are written to a folder");
		Files.createDirectories(folder);
		final TargetClaim claim = TargetClaim.of(folder.resolve(TILES));
		try {
			return open(folder, claim, settings);
		}
		catch (final IOException | RuntimeException e) {
			claim.close();
			throw e;
		}
	}

	private static TileFolder open(final Path folder, final TargetClaim claim, final Map<String, String> settings)
		throws IOException
	{
		final Path state = folder.resolve(STATE);
		if (Files.exists(state))
			return new TileFolder(folder, claim, settings, compared(folder, settings, read(state)));
		try (Stream<Path> files = Files.list(folder)) {
			if (files.anyMatch(file -> !file.getFileName().toString().startsWith(".")))
				throw new IllegalArgumentException(
					"the folder " + folder + " holds other files; tiles need a new or empty folder");
		}
		final TileFolder fresh = new TileFolder(folder, claim, settings, new BitSet());
		fresh.save();
		return fresh;
	}

	/** The blank tiles of the earlier run, whose settings must be the same. */
	private static BitSet compared(final Path folder, final Map<String, String> settings,
		final Map<String, String> before) {
		for (final Map.Entry<String, String> setting : settings.entrySet()) {
			final String earlier = before.get(setting.getKey());
			if (setting.getValue().equals(earlier)) continue;
			if (setting.getKey().equals(IDENTITY)) throw new IllegalArgumentException("the folder " + folder
				+ " holds tiles of another slide of this name, or of one that was changed since; take another folder");
			throw new IllegalArgumentException("the folder " + folder + " holds tiles made with " + setting.getKey()
					+ "=" + earlier
					+ ", not " + setting.getValue() + "; take the same options to go on, or another folder");
		}
		final BitSet blank = new BitSet();
		try {
			for (final String number : before.getOrDefault(BLANK, "").split(","))
				if (!number.isEmpty()) blank.set(Integer.parseInt(number));
		}
		catch (final NumberFormatException | IndexOutOfBoundsException e) {
			throw new IllegalArgumentException(folder.resolve(STATE) + " is damaged; take another folder", e);
		}
		return blank;
	}

	private static Map<String, String> read(final Path state) throws IOException {
		final Map<String, String> values = new LinkedHashMap<>();
		if (Files.size(state) > LARGEST_STATE)
			throw new IllegalArgumentException(state + " is damaged; take another folder");
		for (final String line : new String(WholeFile.read(state, LARGEST_STATE), StandardCharsets.UTF_8).split("\n")) {
			final int equals = line.indexOf('=');
			if (equals > 0) values.put(line.substring(0, equals), line.substring(equals + 1));
		}
		return values;
	}

	@Override
	public boolean has(final String name) {
		return Files.isRegularFile(folder.resolve(name));
	}

	@Override
	public boolean isOrdered() {
		return false;
	}

	@Override
	public Made image(final String name, final RegionPixels pixels, final Optional<PixelSize> pixelSize,
		final int background) throws IOException
	{
		new RegionImageWriter(folder.resolve(name), pixelSize).write(pixels, background);
		return Made.THERE;
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
	public synchronized void save() throws IOException {
		final List<String> lines = new ArrayList<>();
		settings.forEach((key, value) -> lines.add(key + "=" + value));
		lines.add(BLANK + "=" + String.join(",", blank.stream().mapToObj(Integer::toString).toList()));
		write(STATE, lines);
	}

	/** Deletes what an earlier run, ended while it wrote, left of a tile. */
	@Override
	public void commit() throws IOException {
		OutputFile.deleteLeftovers(folder);
	}

	@Override
	public void write(final String name, final Iterable<String> lines) throws IOException {
		try (OutputFile file = OutputFile.create(folder.resolve(name))) {
			long position = 0;
			for (final String line : lines) {
				final byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
				file.write(position, ByteBuffer.wrap(bytes));
				position += bytes.length;
			}
			file.commit();
		}
	}

	/** Others may write to the folder now. */
	@Override
	public void close() throws IOException {
		claim.close();
	}
}

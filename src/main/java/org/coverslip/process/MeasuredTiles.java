package org.coverslip.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.coverslip.annotation.Box;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.io.OutputFile;
import org.coverslip.io.SpilledBytes;
import org.coverslip.slide.PixelSize;

/**
 * The Results tables of tiles as one: rows in the order of the tiles, without those of what lies in the halo, which the
 * neighbour has. A row is of the tile in which its place lies or, if its box was measured too, in which that begins.
 * Places are in level-0 pixels of the scene and, where its pixels have a size, once more in micrometres; all else is as
 * it was measured. Thread-safe; rows wait in a temporary file, which closing deletes.
 */
public final class MeasuredTiles implements TileRun.Sink, Closeable {

	/** Columns of places that ImageJ gives in the image's unit, from its origin (ij 1.54p). */
	private static final Set<String> IN_UNITS = Set.of("X", "Y", "XM", "YM", "BX", "BY");
	/** Columns of places that it gives in the image's pixels. */
	private static final Set<String> IN_PIXELS = Set.of("FeretX", "FeretY", "XStart", "YStart");
	/** By the first of these that a row has it belongs to a tile. */
	private static final List<String> OWNERS = List.of("X", "XM", "BX", "XStart", "FeretX");

	/** Whatever is farther away than this from what a tile shows was not measured on it. */
	private static final double FAR = 1;
	private static final int PIXEL_DIGITS = 6;
	/** Those of the box. */
	private static final List<String> BOX = List.of("BX", "BY", "Width", "Height");
	private static final String MICROMETRES = "_um";
	private static final List<String> TILE = List.of("TileColumn", "TileRow");
	private static final List<String> TILE_AND_PLANE =
		List.of("TileColumn", "TileRow", "TileChannel", "TileZ", "TileT");

	private final TileRun run;
	private final TileOwners owners;
	private final List<String> places;
	private final Optional<PixelSize> size;
	private final SpilledBytes bytes = new SpilledBytes();
	private final Map<Long, Part> parts = new TreeMap<>();
	private final AtomicLong cut = new AtomicLong();
	private long rows;

	/** Where a tile's rows are. */
	private record Part(List<String> columns, int rows, long position, int length) {}

	/** A place in pixels of the picture. */
	private record Spot(double x, double y) {}

	public MeasuredTiles(final TileRun run) {
		this.run = run;
		owners = new TileOwners(run.plan());
		places = run.plan().together() ? TILE : TILE_AND_PLANE;
		size = run.plan().picture().scene().pixelSize();
	}

	@Override
	public void put(final long number, final TileTask task, final TileAnswer answer) throws IOException {
		if (answer.table().isEmpty()) return;
		final TileMeasurements table = answer.table().get();
		Set<String> columns = Set.of();
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		final DataOutputStream out = new DataOutputStream(packed);
		int kept = 0;
		for (int row = 0; row < table.rows().size(); row++) {
			final Optional<Spot> spot = spot(table, row, task);
			if (spot.isPresent() && !isOwn(spot.get(), table, row, task)) continue;
			final Map<String, String> cells = cells(table, row, task);
			columns = cells.keySet(); // the same of each row
			write(cells.values(), out);
			kept++;
		}
		if (kept > 0) put(number, List.copyOf(columns), kept, packed.toByteArray());
	}

	private synchronized void put(final long number, final List<String> columns, final int kept, final byte[] packed)
		throws IOException
	{
		parts.put(number, new Part(columns, kept, bytes.append(packed, 0, packed.length), packed.length));
		rows += kept;
	}

	/** How many rows were kept. */
	public synchronized long rows() {
		return rows;
	}

	private Optional<Spot> spot(final TileMeasurements table, final int row, final TileTask task) {
		final ScaledRegion place = task.picture().place();
		for (final String owner : OWNERS) {
			final int x = table.column(owner);
			final int y = table.column(owner.replace('X', 'Y'));
			if (x < 0 || y < 0) continue;
			final OptionalDouble x0 = level0(table, row, x, task);
			final OptionalDouble y0 = level0(table, row, y, task);
			if (x0.isPresent() && y0.isPresent())
				return Optional.of(new Spot((x0.getAsDouble() - place.x0()) / place.pitchX(),
					(y0.getAsDouble() - place.y0()) / place.pitchY()));
		}
		return Optional.empty();
	}

	/** Whether what was measured at a spot is the tile's, and wanted. */
	private boolean isOwn(final Spot spot, final TileMeasurements table, final int row, final TileTask task)
		throws TileWorkException
	{
		if (spot.x < task.around().x() - FAR || spot.y < task.around().y() - FAR
			|| spot.x > task.around().endX() + FAR || spot.y > task.around().endY() + FAR)
			throw new TileWorkException(task, "row " + (row + 1) + " of the Results table lies outside of the tile, so "
				+ "that its place is not known; leave the scale of images as it is, and measure on images as large as "
				+ "the tile with its halo");
		if (!run.wants(spot.x, spot.y)) return false;
		final Optional<Box> box = box(table, row, task);
		if (box.isPresent() && !owners.isCut(box.get(), task.around()))
			return run.plan().tile(owners.of(box.get())).equals(task.tile());
		final boolean own = task.tile().contains(TilePlan.pixel(spot.x, task.picture().width()),
			TilePlan.pixel(spot.y, task.picture().height()));
		if (box.isPresent() && own) cut.incrementAndGet();
		return own;
	}

	/** The box of what was measured, in the picture's pixels, if "Bounding rectangle" was measured. */
	private Optional<Box> box(final TileMeasurements table, final int row, final TileTask task) {
		final double[] edges = new double[BOX.size()];
		for (int i = 0; i < edges.length; i++) {
			final int column = table.column(BOX.get(i));
			if (column < 0 || table.number(row, column).isEmpty()) return Optional.empty();
			edges[i] = table.number(row, column).getAsDouble() / unit(i % 2 == 0);
		}
		final ScaledRegion place = task.picture().place();
		return Double.isFinite(edges[0] + edges[1]) && edges[2] >= 0 && edges[3] >= 0
			? Optional.of(new Box((edges[0] - place.x0()) / place.pitchX(), (edges[1] - place.y0()) / place.pitchY(),
				edges[2] / place.pitchX(), edges[3] / place.pitchY()))
			: Optional.empty();
	}

	/** How many rows are of objects that go beyond the halo; known if their boxes were measured. */
	public long cut() {
		return cut.get();
	}

	/** The place in a cell in level-0 pixels, if the column is of places and there is a number. */
	private OptionalDouble level0(final TileMeasurements table, final int row, final int column, final TileTask task) {
		final String heading = table.columns().get(column);
		final boolean inPixels = IN_PIXELS.contains(heading);
		if (!inPixels && !IN_UNITS.contains(heading)) return OptionalDouble.empty();
		final OptionalDouble number = table.number(row, column);
		if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) return OptionalDouble.empty();
		final boolean isX = heading.contains("X");
		if (!inPixels) return OptionalDouble.of(number.getAsDouble() / unit(isX));
		final double inPicture = (isX ? task.around().x() : task.around().y()) + number.getAsDouble();
		return OptionalDouble.of(isX
			? task.picture().place().x0() + inPicture * task.picture().place().pitchX()
			: task.picture().place().y0() + inPicture * task.picture().place().pitchY());
	}

	/** Of ImageJ's unit, in each level-0 pixel. */
	private double unit(final boolean isX) {
		return size.map(known -> isX ? known.xUm() : known.yUm()).orElse(1.0);
	}

	private Map<String, String> cells(final TileMeasurements table, final int row, final TileTask task) {
		final Map<String, String> cells = new LinkedHashMap<>();
		final List<String> place = List.of(task.values().get("column"), task.values().get("row"),
			"" + task.plane().channel(), "" + task.plane().z(), "" + task.plane().t());
		for (int i = 0; i < places.size(); i++)
			cells.put(places.get(i), place.get(i));
		for (int column = 0; column < table.columns().size(); column++) {
			final String heading = table.columns().get(column);
			final OptionalDouble level0 = level0(table, row, column, task);
			if (level0.isEmpty()) cells.putIfAbsent(heading, table.rows().get(row).get(column));
			else cells.putIfAbsent(heading, rounded(level0.getAsDouble()));
			if (size.isPresent() && (IN_UNITS.contains(heading) || IN_PIXELS.contains(heading)))
				cells.put(heading + MICROMETRES, level0.isEmpty() ? ""
					: rounded(level0.getAsDouble() * unit(heading.contains("X"))));
		}
		return cells;
	}

	/** Without what differs between tiles by the way in which it was reckoned. */
	private static String rounded(final double number) {
		final BigDecimal exact = new BigDecimal(number).setScale(PIXEL_DIGITS, RoundingMode.HALF_EVEN);
		return TileMeasurements.text(exact.doubleValue());
	}

	private static void write(final Collection<String> cells, final DataOutputStream out) throws IOException {
		for (final String cell : cells) {
			final byte[] text = cell.getBytes(StandardCharsets.UTF_8);
			out.writeInt(text.length);
			out.write(text);
		}
	}

	/**
	 * Writes them as CSV (RFC 4180), in UTF-8: the tile's column and row among the tiles; if each plane was
	 * worked on for itself, its channel, focal plane and time among those of the picture; then all columns that a tile
	 * has. Cells of columns that a tile lacks are empty.
	 *
	 * @param target
	 *            replaced when all is written
	 */
	public synchronized void write(final Path target) throws IOException {
		final Set<String> columns = new LinkedHashSet<>(places);
		parts.values().forEach(part -> columns.addAll(part.columns));
		try (OutputFile file = OutputFile.create(target)) {
			final Writer out = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
			out.write(line(columns));
			for (final Part part : parts.values()) {
				final byte[] packed = new byte[part.length];
				bytes.read(part.position, packed, 0, packed.length);
				final DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed));
				for (int row = 0; row < part.rows; row++) {
					final Map<String, String> cells = new LinkedHashMap<>();
					for (final String column : part.columns)
						cells.put(column, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
					out.write(line(columns.stream().map(column -> cells.getOrDefault(column, "")).toList()));
				}
			}
			out.flush();
			file.commit();
		}
	}

	private static String line(final Collection<String> cells) {
		return cells.stream().map(MeasuredTiles::quoted).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String quoted(final String cell) {
		return cell.matches("(?s).*[,\"\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
	}

	@Override
	public synchronized void close() throws IOException {
		bytes.close();
	}
}

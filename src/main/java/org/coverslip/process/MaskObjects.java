package org.coverslip.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Workers;

/**
 * The objects of a mask: connected pixels of each plane, those that touch at a corner too, numbered from 1 on by times,
 * focal planes and channels, and in each by their first pixel, row by row. Where only a part of the mask is looked at,
 * objects count whose box has its middle there, and they are whole: tiles around are read as far as objects go on.
 * Thread-safe, until it is closed; what was found waits in a temporary file, which closing deletes.
 */
public final class MaskObjects implements Closeable {

	private final Picture mask;
	private final TilePlan plan;
	private final FoundLabels labels;
	private final FoundLabels.Numbered numbered;

	private MaskObjects(final Picture mask, final TilePlan plan, final FoundLabels labels) throws IOException {
		this.mask = mask;
		this.plan = plan;
		this.labels = labels;
		numbered = labels.number();
	}

	/**
	 * Finds them.
	 *
	 * @param mask
	 *            of 8 bits, 0 or 255
	 * @param side
	 *            of the tiles in which it is looked at; the result does not depend on it
	 * @param where
	 *            what of it is looked at; empty for all
	 * @param threads
	 *            how many tiles are looked at at once
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public static MaskObjects search(final Picture mask, final int side, final Optional<PixelSelection> where,
		final int threads, final ProgressListener progress) throws IOException
	{
		final TilePlan plan = new TilePlan(mask, side, 0, Map.of());
		final TileRun run = new TileRun(plan, where, new FailedTiles(false));
		final FoundLabels labels = new FoundLabels(run);
		try {
			final Set<Long> known = new HashSet<>();
			for (long number = 0; number < run.count(); number++)
				if (run.wants(run.task(number))) known.add(number);
			final ProgressMeter meter = new ProgressMeter(progress, run.count());
			meter.add(run.count() - known.size());
			Set<Long> next = new TreeSet<>(known);
			while (!next.isEmpty()) {
				next = look(List.copyOf(next), run, labels, threads, meter);
				next.removeIf(number -> !known.add(number));
			}
			meter.finish();
			return new MaskObjects(mask, plan, labels);
		}
		catch (final IOException | RuntimeException e) {
			labels.close();
			throw e;
		}
	}

	/** Looks at tiles, and tells in which others their objects may go on. */
	private static Set<Long> look(final List<Long> numbers, final TileRun run, final FoundLabels labels,
		final int threads, final ProgressMeter meter) throws IOException
	{
		final Set<Long> neighbours = new TreeSet<>();
		final AtomicInteger next = new AtomicInteger();
		Workers.run(threads, () -> {
			final int i = next.getAndIncrement();
			if (i >= numbers.size()) return false;
			meter.checkCanceled();
			final TileTask task = run.task(numbers.get(i));
			final PixelBlock pixels = task.pixels(task.plane());
			labels.put(numbers.get(i), task, TileAnswer.of(pixels));
			if (run.where().isPresent()) {
				final Set<Long> more = goesOn(pixels, numbers.get(i), run.plan());
				synchronized (neighbours) {
					neighbours.addAll(more);
				}
			}
			meter.add(1);
			return true;
		});
		return neighbours;
	}

	/** The tiles that touch a pixel of an object in a tile. */
	private static Set<Long> goesOn(final PixelBlock pixels, final long number, final TilePlan plan) {
		final long column = number % plan.count() % plan.columns();
		final long row = number % plan.count() / plan.columns();
		final int right = pixels.width() - 1;
		final int bottom = pixels.height() - 1;
		final Set<Long> tiles = new HashSet<>();
		for (int dy = -1; dy <= 1; dy++)
			for (int dx = -1; dx <= 1; dx++) {
				if (dx == 0 && dy == 0 || column + dx < 0 || row + dy < 0 || column + dx >= plan.columns()
					|| row + dy >= plan.rows()) continue;
				final int firstX = dx > 0 ? right : 0;
				final int firstY = dy > 0 ? bottom : 0;
				if (isSet(pixels, firstX, firstY, dx < 0 ? 0 : right, dy < 0 ? 0 : bottom))
					tiles.add(number + dy * plan.columns() + dx);
			}
		return tiles;
	}

	private static boolean isSet(final PixelBlock pixels, final int x, final int y, final int lastX, final int lastY) {
		for (int row = y; row <= lastY; row++)
			for (int column = x; column <= lastX; column++)
				if (pixels.bytes()[row * pixels.width() + column] != 0) return true;
		return false;
	}

	/** How many there are. */
	public long count() {
		return numbered.count();
	}

	/**
	 * As labels: each pixel has the number of its object, others 0.
	 *
	 * @param name
	 *            of the channel, where the mask is of colours
	 */
	public Picture labels(final String name) {
		return numbered.picture(name);
	}

	/**
	 * Writes a table (RFC 4180) with a line for each, in the order of their numbers: the mean place of its pixels'
	 * middles, X and Y, in level-0 pixels of the scene and, where that states the size of its pixels, in micrometres;
	 * channel, focal plane and time; its area; the box around it, in level-0 pixels.
	 *
	 * @param target
	 *            replaced when all is written
	 */
	public void write(final Path target) throws IOException {
		final ObjectSums sums = new ObjectSums(Math.toIntExact(count()));
		final Picture picture = labels("");
		final List<Plane> planes = mask.planes();
		for (int plane = 0; plane < planes.size(); plane++)
			for (long tile = 0; tile < plan.count(); tile++) {
				final Region area = plan.tile(tile);
				sums.add(picture.read(planes.get(plane), area).block().ints(), area, plane);
			}
		final Optional<PixelSize> size = mask.scene().pixelSize();
		try (OutputFile file = OutputFile.create(target)) {
			final Writer out = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
			out.write("X,Y" + (size.isPresent() ? ",X_um,Y_um" : "") + ",Channel,Z,T,Area"
				+ (size.isPresent() ? ",Area_um2" : "") + ",BX,BY,Width,Height\r\n");
			for (int i = 0; i < count(); i++)
				out.write(line(sums, i, planes.get(sums.plane(i)), size));
			out.flush();
			file.commit();
		}
	}

	private String line(final ObjectSums sums, final int i, final Plane plane, final Optional<PixelSize> size) {
		final ScaledRegion place = mask.place();
		final double x = place.x0() + (sums.x(i) + 0.5) * place.pitchX();
		final double y = place.y0() + (sums.y(i) + 0.5) * place.pitchY();
		final double area = sums.pixels(i) * place.pitchX() * place.pitchY();
		final ScaledRegion box = place.part(sums.box(i).x(), sums.box(i).y(), sums.box(i).width(),
			sums.box(i).height());
		final StringBuilder line = new StringBuilder().append(number(x)).append(',').append(number(y));
		size.ifPresent(known -> line.append(',').append(number(x * known.xUm())).append(',')
			.append(number(y * known.yUm())));
		line.append(',').append(plane.channel()).append(',').append(mask.firstZ() + plane.z()).append(',')
			.append(mask.firstT() + plane.t()).append(',').append(number(area));
		size.ifPresent(known -> line.append(',').append(number(area * known.xUm() * known.yUm())));
		return line.append(',').append(number(box.x0())).append(',').append(number(box.y0())).append(',')
			.append(number(box.width() * box.pitchX())).append(',').append(number(box.height() * box.pitchY()))
			.append("\r\n").toString();
	}

	private static String number(final double value) {
		return String.format(Locale.ROOT, "%.3f", value);
	}

	@Override
	public void close() throws IOException {
		labels.close();
	}
}

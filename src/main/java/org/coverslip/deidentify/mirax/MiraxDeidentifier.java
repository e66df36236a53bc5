package org.coverslip.deidentify.mirax;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import javax.imageio.ImageIO;

import org.coverslip.deidentify.Deidentifier;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.CopiedParts;
import org.coverslip.deidentify.stream.PictureCleaner;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.OutputFile;
import org.coverslip.io.OutputFolder;
import org.coverslip.io.RegularFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * 3DHISTECH MRXS: the images of all zoom, filter and focus levels, and where the photos lie. All other records go,
 * among them label, macro, thumbnail, profiles and scan maps; the slide has a new id, and its own file is a small
 * white JPEG.
 */
public final class MiraxDeidentifier implements Deidentifier {

	private static final String ENDING = ".mrxs";
	private static final String POSITIONS = "VIMSLIDE_POSITION_BUFFER";
	private static final String PACKED = "StitchingIntensityLayer";
	private static final String UNDOCUMENTED = "StitchingLayer";
	private static final int POSITION = 9;
	private static final int LONGEST_INI = 16 << 20;
	private static final int LARGEST_IMAGE = 256 << 20;
	private static final int MOST_OPEN = 32;
	private static final int FILE_SHIFT = 40;
	private static final int SIDE = 16;

	@Override
	public Set<String> formats() {
		return Set.of("3DHISTECH MRXS");
	}

	@Override
	public void write(final SlideCopy copy) throws IOException {
		final Path source = copy.source().toAbsolutePath();
		final Path folder = folder(source);
		final Path target = folder(copy.target().toAbsolutePath());
		RegularFiles.checkTargetFolder(target, copy.slide().metadata().files());
		if (!copy.overwrites() && Files.exists(target)) throw new IllegalArgumentException(
			target + " is there already; choose another name, or say overwrite=true to replace it");
		try (OutputFolder out = OutputFolder.create(target, copy.slide().metadata().files());
			OutputFile own = OutputFile.create(copy.target(), copy.slide().metadata().files()))
		{
			writeFolder(folder, out, copy);
			own.write(0, ByteBuffer.wrap(white()));
			out.commit();
			own.commit();
		}
	}

	private static Path folder(final Path mrxs) {
		final String name = mrxs.getFileName().toString();
		return mrxs.resolveSibling(name.substring(0, name.length() - ENDING.length()));
	}

	private static byte[] white() throws IOException {
		final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < SIDE * SIDE; i++)
			image.setRGB(i % SIDE, i / SIDE, 0xffffff);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "jpg", out);
		return out.toByteArray();
	}

	private static void writeFolder(final Path folder, final OutputFolder out, final SlideCopy copy)
		throws IOException {
		final StoredFile iniFile = StoredFile.of(folder.resolve("Slidedat.ini"));
		final SlidedatText ini;
		try (ByteSource text = iniFile.open()) {
			if (text.size() > LONGEST_INI)
				throw new SlideFormatException(iniFile, 0, "at most " + LONGEST_INI + " bytes", text.size() + "");
			ini = SlidedatText.read(text.readFully(0, text.size()), iniFile);
		}
		final String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
		final MiraxText text = new MiraxText(ini, id, copy.keep().contains(KeptPart.CHANNELS));
		final int oldId = ini.get(MiraxText.GENERAL, "SLIDE_ID").getBytes(StandardCharsets.UTF_8).length;
		final StoredFile indexFile = inFolder(folder, ini.get(MiraxText.HIERARCHICAL, "INDEXFILE"));
		try (ByteSource index = indexFile.open(); FilePool pool = new FilePool(MOST_OPEN);
			MiraxFolder to = new MiraxFolder(out, id, text.records()))
		{
			final IndexPages pages = new IndexPages(index, indexFile, oldId);
			final Reader reader = new Reader(folder, ini, pool, copy);
			for (int record = 0; record < text.records(); record++)
				copyImages(record, text, pages, reader, to, copy);
			positions(text, pages, reader, to);
			to.finish("Index.dat");
			text.out().put("DATAFILE", "FILE_COUNT", to.files());
			for (int i = 0; i < to.files(); i++)
				text.out().put("DATAFILE", "FILE_" + i, MiraxFolder.dataName(i));
		}
		out.write("Slidedat.ini", text.out().bytes());
		copy.findings().removed("values of Slidedat.ini", Math.max(0, ini.count() - text.out().count()));
		copy.findings().removed("label, macro and thumbnail, profiles, scan maps and other records");
		copy.findings().kept("sizes, overlaps, pixel size, magnification, colours and heights of levels, positions of "
			+ "photos");
	}

	private static StoredFile inFolder(final Path folder, final String name) throws IOException {
		if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith("."))
			throw new IOException(folder.getFileName() + "/Slidedat.ini names a file that is not in its folder");
		return StoredFile.of(folder.resolve(name));
	}

	private static void copyImages(final int record, final MiraxText text, final IndexPages pages,
		final Reader reader, final MiraxFolder to, final SlideCopy copy) throws IOException
	{
		final int[] seen = { 0 };
		pages.images(text.oldRecord(record), (number, place) -> {
			if (copy.progress().isCanceled()) throw new CancellationException();
			if (place.length() == 0) {
				to.list(record, number, new IndexPages.Place(0, 0, 0));
				return;
			}
			final long key = (long) place.file() << FILE_SHIFT | place.offset();
			if (!reader.copied.has(key, place.length())) {
				final IndexPages.Place stored = to.store(reader.image(place));
				reader.copied.put(key, place.length(), (long) stored.file() << FILE_SHIFT | stored.offset(),
					stored.length());
			}
			final long at = reader.copied.newOffset(key, place.length());
			to.list(record, number, new IndexPages.Place((int) (at >> FILE_SHIFT), at & (1L << FILE_SHIFT) - 1,
				reader.copied.newLength(key, place.length())));
			if ((++seen[0] & 255) == 0) copy.progress().progress(record, text.records());
		});
		copy.progress().progress(record + 1, text.records());
	}

	/** The positions of photos, which are stored plain or packed; never with more than these. */
	private static void positions(final MiraxText text, final IndexPages pages, final Reader reader,
		final MiraxFolder to) throws IOException
	{
		final long length = POSITION * text.photos();
		for (final String layer : List.of(POSITIONS, PACKED)) {
			final long record = text.otherRecord(layer);
			final IndexPages.Place place = record < 0 ? null : pages.other(record);
			if (place == null || place.length() == 0) continue;
			final byte[] stored = reader.read(place);
			to.other(to.store(layer.equals(POSITIONS) ? Arrays.copyOf(stored, (int) Math.min(stored.length, length))
				: packed(stored, (int) length)));
			text.others(List.of(layer));
			return;
		}
		final long record = text.otherRecord(UNDOCUMENTED);
		if (record >= 0 && pages.other(record).length() > 0)
			throw new IOException(reader.folder.getFileName() + " has the places of its photos in a layer of which it "
				+ "is not known what else it holds; convert the slide with associated=none instead");
		text.others(List.of());
	}

	private static byte[] packed(final byte[] stored, final int length) throws IOException {
		final Inflater inflater = new Inflater();
		final Deflater deflater = new Deflater();
		try {
			inflater.setInput(stored);
			final byte[] positions = new byte[length];
			final int found = inflater.inflate(positions);
			deflater.setInput(positions, 0, found);
			deflater.finish();
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			final byte[] piece = new byte[1 << 16];
			while (!deflater.finished())
				out.write(piece, 0, deflater.deflate(piece));
			return out.toByteArray();
		}
		catch (final DataFormatException e) {
			throw new IOException("the positions of photos are damaged", e);
		}
		finally {
			inflater.end();
			deflater.end();
		}
	}

	/** Reads what lies in the data files. */
	private static final class Reader {

		private final Path folder;
		private final SlidedatText ini;
		private final FilePool pool;
		private final SlideCopy copy;
		private final CopiedParts copied = new CopiedParts();
		private final Map<Integer, ByteSource> sources = new HashMap<>();

		Reader(final Path folder, final SlidedatText ini, final FilePool pool, final SlideCopy copy) {
			this.folder = folder;
			this.ini = ini;
			this.pool = pool;
			this.copy = copy;
		}

		byte[] read(final IndexPages.Place place) throws IOException {
			final StoredFile file = inFolder(folder, ini.get("DATAFILE", "FILE_" + place.file()));
			final ByteSource source = sources.computeIfAbsent(place.file(), number -> pool.source(file));
			if (place.length() > LARGEST_IMAGE || place.length() > source.size() - place.offset())
				throw new SlideFormatException(file, place.offset(), place.length() + " stored bytes",
					"the end of the file");
			return source.readFully(place.offset(), place.length());
		}

		byte[] image(final IndexPages.Place place) throws IOException {
			try {
				return PictureCleaner.clean(read(place), copy.findings());
			}
			catch (final StreamException e) {
				throw new SlideFormatException(inFolder(folder, ini.get("DATAFILE", "FILE_" + place.file())),
					place.offset(), "an image that can be read", e.getMessage(), e);
			}
		}
	}
}

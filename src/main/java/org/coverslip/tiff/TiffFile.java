package org.coverslip.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The directories of a classic TIFF, a BigTIFF or an NDPI, of either byte order. Immutable but for closing;
 * thread-safe.
 * <p>
 * Opening reads the header and the entries of the main chain's directories; values that do not fit an entry are read
 * when they are asked for.
 */
public final class TiffFile implements Closeable {

	/** More directories than any slide has; a chain this long is a damaged file. */
	private static final int MOST_DIRECTORIES = 65536;
	/** Nothing nests sub-directories deeper than OME-TIFF does: once. */
	private static final int DEEPEST_NESTING = 4;

	private final TiffBytes bytes;
	private final List<Ifd> ifds;
	/** The same by their offsets. */
	private final Map<Long, Ifd> mainChain = new HashMap<>();

	private TiffFile(final TiffBytes bytes, final List<Ifd> ifds) {
		this.bytes = bytes;
		this.ifds = List.copyOf(ifds);
		for (final Ifd ifd : ifds)
			mainChain.put(ifd.offset(), ifd);
	}

	/** Whether the first bytes of a file are a TIFF header: byte order mark and 42 or 43. */
	public static boolean isTiff(final byte[] header) {
		if (header.length < 8) return false;
		final boolean little = header[0] == 'I' && header[1] == 'I';
		final boolean big = header[0] == 'M' && header[1] == 'M';
		final int magic = little ? header[2] | header[3] << 8 : header[3] | header[2] << 8;
		return (little || big) && (magic == TiffBytes.CLASSIC || magic == TiffBytes.BIG);
	}

	/** Opens a file; the caller closes the result. */
	public static TiffFile open(final StoredFile file) throws IOException {
		final ByteSource source = file.open();
		try {
			return read(source, file);
		}
		catch (final IOException | RuntimeException e) {
			source.close();
			throw e;
		}
	}

	/**
	 * Reads the directories.
	 *
	 * @param source
	 *            belongs to the result when this method returns, and stays the caller's when it throws
	 * @param file
	 *            for messages
	 * @throws SlideFormatException
	 *             if the header or the chain of directories is damaged
	 */
	public static TiffFile read(final ByteSource source, final StoredFile file) throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(16);
		final int length = source.read(0, header);
		if (length < 8 || !isTiff(header.array()))
			throw new SlideFormatException(file, 0, "a TIFF header", length < 8 ? length + " bytes" : "other bytes");
		header.flip();
		header.order(header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final boolean big = header.getShort(2) == TiffBytes.BIG;
		if (big && (length < 16 || header.getShort(4) != 8 || header.getShort(6) != 0))
			throw new SlideFormatException(file, 4, "a BigTIFF header with offsets of 8 bytes", "another");
		final boolean ndpi = !big && length >= 12 && NdpiEntries.areAt(header.getLong(4), source, file, header.order());
		final TiffBytes bytes = new TiffBytes(source, file, header.order(), big, ndpi);
		final long first = ndpi ? header.getLong(4) : big ? header.getLong(8) : header.getInt(4) & 0xffffffffL;
		final List<Ifd> ifds = readChain(bytes, first);
		if (ifds.isEmpty()) throw new SlideFormatException(file, 4, "a first directory", "none");
		return new TiffFile(bytes, ifds);
	}

	private static List<Ifd> readChain(final TiffBytes bytes, final long first) throws IOException {
		final Map<Long, Ifd> chain = new LinkedHashMap<>();
		long offset = first;
		while (offset != 0) {
			if (chain.containsKey(offset)) throw returning(bytes.file(), offset);
			if (chain.size() >= MOST_DIRECTORIES) throw tooMany(bytes.file(), offset);
			final Ifd ifd = Ifd.read(bytes, offset);
			chain.put(offset, ifd);
			offset = ifd.nextOffset();
		}
		return List.copyOf(chain.values());
	}

	public StoredFile file() {
		return bytes.file();
	}

	/** The file's bytes; closed with this object. */
	public ByteSource source() {
		return bytes.source();
	}

	public ByteOrder byteOrder() {
		return bytes.order();
	}

	/** Whether offsets have 8 bytes. */
	public boolean isBigTiff() {
		return bytes.isBig();
	}

	/**
	 * Whether it is a classic TIFF whose directories are wider, as Hamamatsu's NDPI has them for files of more than 4
	 * GiB.
	 */
	public boolean isNdpi() {
		return bytes.isNdpi();
	}

	/** The main chain, at least one directory. */
	public List<Ifd> ifds() {
		return ifds;
	}

	/**
	 * The directories that a directory's SubIFDs field names, in its order, then those further down, each once; empty
	 * without the field. Of a directory that is in the main chain, too, it is the main chain's object.
	 * <p>
	 * A list of several is complete, whatever the directories' offsets of a next one say: tifffile before 2026.5, and
	 * so 10x Genomics' Xenium, links the listed directories with one another as well, Bio-Formats 6.2 with those of
	 * other pages, and no reader follows that. One alone may be the first of a chain (TIFF Technical Note 1), which
	 * ends where it meets the main chain or what another directory lists.
	 *
	 * @throws SlideFormatException
	 *             if they lead back to this directory, or a chain of them to itself
	 */
	public List<Ifd> subIfds(final Ifd ifd) throws IOException {
		final Map<Long, Ifd> found = new LinkedHashMap<>();
		addSubIfds(ifd, found, Set.of(ifd.offset()), 0);
		return List.copyOf(found.values());
	}

	private void addSubIfds(final Ifd ifd, final Map<Long, Ifd> found, final Set<Long> ancestors, final int depth)
		throws IOException
	{
		if (!ifd.has(TiffTag.SUB_IFDS)) return;
		if (depth >= DEEPEST_NESTING)
			throw new SlideFormatException(file(), ifd.offset(),
				"sub-directories nested " + DEEPEST_NESTING + " deep at most",
				"deeper ones");
		final List<Ifd> listed = new ArrayList<>();
		final long[] offsets = ifd.longs(TiffTag.SUB_IFDS);
		for (final long offset : offsets) {
			if (offset == 0 || found.containsKey(offset)) continue;
			if (ancestors.contains(offset)) throw returning(offset);
			listed.add(add(offset, found));
		}
		if (offsets.length == 1 && !listed.isEmpty()) addChain(ifd, listed, found, ancestors);
		for (final Ifd sub : listed) {
			if (mainChain.containsKey(sub.offset())) continue; // what it lists is its own
			final Set<Long> above = new HashSet<>(ancestors);
			above.add(sub.offset());
			addSubIfds(sub, found, above, depth + 1);
		}
	}

	private Ifd add(final long offset, final Map<Long, Ifd> found) throws IOException {
		if (found.size() >= MOST_DIRECTORIES) throw tooMany(file(), offset);
		final Ifd main = mainChain.get(offset);
		final Ifd ifd = main != null ? main : Ifd.read(bytes, offset);
		found.put(offset, ifd);
		return ifd;
	}

	private void addChain(final Ifd parent, final List<Ifd> chain, final Map<Long, Ifd> found,
		final Set<Long> ancestors)
		throws IOException
	{
		long offset = mainChain.containsKey(chain.get(0).offset()) ? 0 : chain.get(0).nextOffset();
		if (offset == 0) return;
		final Set<Long> others = new HashSet<>(mainChain.keySet());
		for (final Ifd other : ifds)
			if (other.offset() != parent.offset() && other.has(TiffTag.SUB_IFDS))
				for (final long listed : other.longs(TiffTag.SUB_IFDS))
					others.add(listed);
		while (offset != 0 && !others.contains(offset)) {
			if (found.containsKey(offset) || ancestors.contains(offset)) throw returning(offset);
			final Ifd next = add(offset, found);
			chain.add(next);
			offset = next.nextOffset();
		}
	}

	private SlideFormatException returning(final long offset) {
		return returning(file(), offset);
	}

	private static SlideFormatException returning(final StoredFile file, final long offset) {
		return new SlideFormatException(file, offset, "a chain of directories that ends", "one that returns to itself");
	}

	private static SlideFormatException tooMany(final StoredFile file, final long offset) {
		return new SlideFormatException(file, offset, "at most " + MOST_DIRECTORIES + " directories", "more");
	}

	@Override
	public void close() throws IOException {
		bytes.source().close();
	}
}

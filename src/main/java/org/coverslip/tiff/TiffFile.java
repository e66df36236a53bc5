package org.coverslip.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.coverslip.io.ByteSource;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;

/**
 * The directories of a classic TIFF, a BigTIFF or an NDPI, of either byte order. Immutable but for closing; thread-safe.
 * <p>
 * Opening reads the header and the entries of the main chain's directories; values that do not fit an entry are read when they
 * are asked for.
 */
public final class TiffFile implements Closeable {

	/** More directories than any slide has; a chain this long is a damaged file. */
	private static final int MOST_DIRECTORIES = 65536;
	/** Nothing nests sub-directories deeper than OME-TIFF does: once. */
	private static final int DEEPEST_NESTING = 4;

	private final TiffBytes bytes;
	private final List<Ifd> ifds;

	private TiffFile(final TiffBytes bytes, final List<Ifd> ifds) {
		this.bytes = bytes;
		this.ifds = List.copyOf(ifds);
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
	public static TiffFile open(final Path path) throws IOException {
		final FileByteSource source = FileByteSource.open(path);
		try {
			return read(source, path);
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
	 * @param path
	 *            for messages
	 * @throws SlideFormatException
	 *             if the header or the chain of directories is damaged
	 */
	public static TiffFile read(final ByteSource source, final Path path) throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(16);
		final int length = source.read(0, header);
		if (length < 8 || !isTiff(header.array()))
			throw new SlideFormatException(path, 0, "a TIFF header", length < 8 ? length + " bytes" : "other bytes");
		header.flip();
		header.order(header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final boolean big = header.getShort(2) == TiffBytes.BIG;
		if (big && (length < 16 || header.getShort(4) != 8 || header.getShort(6) != 0))
			throw new SlideFormatException(path, 4, "a BigTIFF header with offsets of 8 bytes", "another");
		final boolean ndpi = !big && length >= 12 && NdpiEntries.areAt(header.getLong(4), source, path, header.order());
		final TiffBytes bytes = new TiffBytes(source, path, header.order(), big, ndpi);
		final long first = ndpi ? header.getLong(4) : big ? header.getLong(8) : header.getInt(4) & 0xffffffffL;
		final List<Ifd> ifds = readChain(bytes, first, new HashSet<>());
		if (ifds.isEmpty()) throw new SlideFormatException(path, 4, "a first directory", "none");
		return new TiffFile(bytes, ifds);
	}

	private static List<Ifd> readChain(final TiffBytes bytes, final long first, final Set<Long> seen) throws IOException {
		final List<Ifd> chain = new ArrayList<>();
		long offset = first;
		while (offset != 0) {
			if (!seen.add(offset))
				throw new SlideFormatException(bytes.path(), offset, "a chain of directories that ends", "one that returns to itself");
			if (seen.size() > MOST_DIRECTORIES)
				throw new SlideFormatException(bytes.path(), offset, "at most " + MOST_DIRECTORIES + " directories", "more");
			final Ifd ifd = Ifd.read(bytes, offset);
			chain.add(ifd);
			offset = ifd.nextOffset();
		}
		return chain;
	}

	public Path path() {
		return bytes.path();
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

	/** Whether it is a classic TIFF whose directories are wider, as Hamamatsu's NDPI has them for files of more than 4 GiB. */
	public boolean isNdpi() {
		return bytes.isNdpi();
	}

	/** The main chain, at least one directory. */
	public List<Ifd> ifds() {
		return ifds;
	}

	/** The directories that a directory's SubIFDs field names, each with the chain that follows it; empty without the field. */
	public List<Ifd> subIfds(final Ifd ifd) throws IOException {
		final Set<Long> seen = new HashSet<>();
		seen.add(ifd.offset());
		return subIfds(ifd, seen, 0);
	}

	private List<Ifd> subIfds(final Ifd ifd, final Set<Long> seen, final int depth) throws IOException {
		final List<Ifd> subs = new ArrayList<>();
		if (!ifd.has(TiffTag.SUB_IFDS)) return subs;
		if (depth >= DEEPEST_NESTING)
			throw new SlideFormatException(path(), ifd.offset(), "sub-directories nested " + DEEPEST_NESTING + " deep at most",
				"deeper ones");
		for (final long offset : ifd.longs(TiffTag.SUB_IFDS)) {
			for (final Ifd sub : readChain(bytes, offset, seen)) {
				subs.add(sub);
				subs.addAll(subIfds(sub, seen, depth + 1));
			}
		}
		return subs;
	}

	@Override
	public void close() throws IOException {
		bytes.source().close();
	}
}

package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.deidentify.Deidentifier;
import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.IccCleaner;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.io.OutputFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffField;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffWriter;

/**
 * Writes a TIFF anew: the directories that a dialect keeps, with their pixels, and nothing that lies between what they
 * refer to.
 */
final class TiffDeidentifier implements Deidentifier {

	private static final int LARGEST_PROFILE = 16 << 20;
	private static final int LARGEST_TABLES = 1 << 20;

	private final TiffDialect dialect;

	TiffDeidentifier(final TiffDialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public Set<String> formats() {
		return dialect.formats();
	}

	@Override
	public boolean keepsMacro() {
		return dialect.keepsMacro();
	}

	@Override
	public void write(final SlideCopy copy) throws IOException {
		try (TiffFile tiff = TiffFile.open(StoredFile.of(copy.source()));
			OutputFile out = OutputFile.create(copy.target(), copy.slide().metadata().files()))
		{
			final List<KeptPage> pages = dialect.pages(tiff, copy);
			if (pages.isEmpty()) throw new IOException(tiff.file() + " has no image that could be kept");
			final TiffWriter writer = TiffWriter.create(out, tiff.byteOrder(), kind(tiff));
			final PartCopier parts = new PartCopier(tiff, out, writer, copy.findings(), copy.progress(), bytes(pages));
			final List<IfdBuilder> ifds = new ArrayList<>();
			for (final KeptPage page : pages)
				ifds.add(page.isPicture() ? picture(page, writer) : directory(tiff, page, parts, copy.findings()));
			writer.writeChain(ifds);
			out.commit();
		}
	}

	private static TiffWriter.Kind kind(final TiffFile tiff) throws IOException {
		if (tiff.isBigTiff()) return TiffWriter.Kind.BIG;
		return tiff.isNdpi() ? TiffWriter.Kind.NDPI : TiffWriter.Kind.AS_NEEDED;
	}

	private static long bytes(final List<KeptPage> pages) throws IOException {
		long bytes = 0;
		for (final KeptPage page : pages) {
			if (page.isPicture()) continue;
			for (final long count : page.ifd().longs(PartCopier.countsTag(page.ifd())))
				bytes += count;
			bytes += bytes(page.subIfds());
		}
		return bytes;
	}

	private static IfdBuilder directory(final TiffFile tiff, final KeptPage page, final PartCopier parts,
		final Findings findings) throws IOException
	{
		final Ifd ifd = page.ifd();
		final IfdBuilder out = structure(tiff, page, findings);
		final PartCopier.Places places = parts.copy(ifd);
		out.offsets(PartCopier.offsetsTag(ifd), places.offsets());
		out.offsets(PartCopier.countsTag(ifd), places.counts());
		if (ifd.has(NDPI_FORMAT)) McuStarts.add(ifd, places.headShift(), out);
		for (final KeptPage sub : page.subIfds())
			out.subIfd(directory(tiff, sub, parts, findings));
		return out;
	}

	/** A page that was not copied, but made. */
	private static IfdBuilder picture(final KeptPage page, final TiffWriter writer) throws IOException {
		final PixelBlock pixels = page.picture();
		final IfdBuilder out = new IfdBuilder().longs(IMAGE_WIDTH, pixels.width()).longs(IMAGE_LENGTH, pixels.height())
			.shorts(BITS_PER_SAMPLE, 8, 8, 8).shorts(COMPRESSION, COMPRESSION_NONE)
			.shorts(PHOTOMETRIC, PHOTOMETRIC_RGB).shorts(SAMPLES_PER_PIXEL, 3)
			.longs(ROWS_PER_STRIP, pixels.height()).shorts(PLANAR_CONFIG, PLANAR_CHUNKY)
			.longs(NEW_SUBFILE_TYPE, page.subfileType()).offsets(STRIP_OFFSETS, writer.append(pixels.bytes()))
			.offsets(STRIP_BYTE_COUNTS, pixels.bytes().length);
		page.texts().forEach(out::ascii);
		page.packets().forEach(out::bytes);
		return out;
	}

	/** The fields of a new directory but for those that say where things are. */
	static IfdBuilder structure(final TiffFile tiff, final KeptPage page, final Findings findings)
		throws IOException {
		final Ifd ifd = page.ifd();
		final IfdBuilder out = new IfdBuilder();
		for (final int tag : ifd.tags()) {
			if (StructuralTags.isPlace(tag) || ifd.has(NDPI_FORMAT) && McuStarts.isOne(tag) || !ifd.has(tag)) continue;
			final TiffField field = ifd.field(tag);
			final int most = Math.max(StructuralTags.most(tag), page.numbers().getOrDefault(tag, 0));
			if (most > 0 && StructuralTags.isNumbers(field, most))
				out.raw(tag, field.type(), field.count(), field.encoded());
			else if (tag == JPEG_TABLES && field.count() <= LARGEST_TABLES)
				out.undefined(tag, tables(tiff, ifd, findings));
			else if (tag == ICC_PROFILE && field.count() <= LARGEST_PROFILE) addProfile(ifd, out, findings);
			else if (!page.packets().containsKey(tag)) findings.removed(StructuralTags.name(tag));
		}
		page.texts().forEach(out::ascii);
		page.packets().forEach(out::bytes);
		if (ifd.has(X_RESOLUTION)) findings.kept("resolution");
		return out;
	}

	private static byte[] tables(final TiffFile tiff, final Ifd ifd, final Findings findings) throws IOException {
		try {
			return PartCleaner.jpeg(ifd.bytes(JPEG_TABLES), findings);
		}
		catch (final StreamException e) {
			throw new SlideFormatException(tiff.file(), ifd.offset(), "JPEG tables", e.getMessage(), e);
		}
	}

	private static void addProfile(final Ifd ifd, final IfdBuilder out, final Findings findings) throws IOException {
		try {
			out.undefined(ICC_PROFILE, IccCleaner.clean(ifd.bytes(ICC_PROFILE), findings));
			findings.kept("ICC profile, without its texts and its date");
		}
		catch (final StreamException e) {
			findings.removed("ICC profiles that cannot be read: colours may look different");
		}
	}
}

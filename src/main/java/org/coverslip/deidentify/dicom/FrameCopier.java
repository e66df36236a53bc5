package org.coverslip.deidentify.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.Jpeg2000Cleaner;
import org.coverslip.deidentify.stream.JpegCleaner;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.ProgressListener;

/** Copies the frames of one file (PS3.5, annex A.4), each as one fragment. For one thread. */
final class FrameCopier {

	private static final int PIECE = 1 << 20;
	private static final int HEAD = 8;
	private static final int MOST_FRAMES = 1 << 26;

	private final StoredFile file;
	private final DicomDataSet data;
	private final TransferSyntax syntax;
	private final Findings findings;
	private final ProgressListener progress;

	FrameCopier(final StoredFile file, final DicomDataSet data, final TransferSyntax syntax, final Findings findings,
		final ProgressListener progress)
	{
		this.file = file;
		this.data = data;
		this.syntax = syntax;
		this.findings = findings;
		this.progress = progress;
	}

	/** Writes the pixel data, and the tables of offsets before it. */
	void copy(final DicomOutput out) throws IOException {
		final Element pixels = data.element(PIXEL_DATA);
		if (pixels == null) throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "pixel data", "none");
		if (pixels.length() >= 0) copyNative(pixels, out);
		else copyFrames(frames(pixels.offset()), out);
	}

	private void copyNative(final Element pixels, final DicomOutput out) throws IOException {
		final long bits = data.number(ROWS, 0) * data.number(COLUMNS, 0) * data.number(SAMPLES_PER_PIXEL, 1)
			* data.number(BITS_ALLOCATED, 8) * data.number(NUMBER_OF_FRAMES, 1);
		final boolean halved = data.text(PHOTOMETRIC).startsWith("YBR_") && data.text(PHOTOMETRIC).endsWith("_422");
		final long expected = (bits / (halved ? 3 : 1) * (halved ? 2 : 1) + 7) / 8;
		final long length = Math.min(pixels.length(), expected);
		findings.removed("bytes behind the end of frames", pixels.length() - length - (pixels.length() - length) % 2);
		out.head(PIXEL_DATA, data.number(BITS_ALLOCATED, 8) > 8 ? "OW" : "OB", (int) (length + length % 2));
		for (long at = 0; at < length; at += PIECE) {
			if (progress.isCanceled()) throw new CancellationException();
			out.bytes(data.source().readFully(pixels.offset() + at, Math.min(PIECE, length - at)));
			progress.progress(at, length);
		}
		if (length % 2 != 0) out.bytes(new byte[1]);
	}

	/** A fragment: its first byte and its length. */
	private record Fragment(long offset, long length) {}

	/** The fragments of each frame. */
	private List<List<Fragment>> frames(final long start) throws IOException {
		final List<Fragment> all = new ArrayList<>();
		long at = start;
		while (true) {
			final ByteBuffer head =
				ByteBuffer.wrap(data.source().readFully(at, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
			final int tag = (head.getShort(0) & 0xffff) << 16 | head.getShort(2) & 0xffff;
			final long length = head.getInt(4) & 0xffffffffL;
			if (tag == SEQUENCE_END) break;
			if (tag != ITEM || length > data.source().size() - at - HEAD || all.size() > MOST_FRAMES)
				throw new SlideFormatException(file, at, "a fragment of pixel data", "something else");
			all.add(new Fragment(at + HEAD, length));
			at += HEAD + length;
			if (at + HEAD > data.source().size()) break; // without its end mark
		}
		if (all.isEmpty()) throw new SlideFormatException(file, start, "a table of offsets", "none");
		return grouped(all.get(0), all.subList(1, all.size()));
	}

	private List<List<Fragment>> grouped(final Fragment table, final List<Fragment> fragments) throws IOException {
		final long frames = data.number(NUMBER_OF_FRAMES, 1);
		final List<List<Fragment>> grouped = new ArrayList<>();
		if (frames == 1) grouped.add(fragments);
		else if (frames == fragments.size()) fragments.forEach(fragment -> grouped.add(List.of(fragment)));
		else if (table.length == 4 * frames && !fragments.isEmpty()) {
			final ByteBuffer offsets =
				ByteBuffer.wrap(data.source().readFully(table.offset, table.length)).order(ByteOrder.LITTLE_ENDIAN);
			final long first = fragments.get(0).offset - HEAD;
			for (final Fragment fragment : fragments) {
				final int next = grouped.size();
				if (next < frames
					&& fragment.offset - HEAD - first == (offsets.getInt(4 * next) & 0xffffffffL))
					grouped.add(new ArrayList<>());
				if (grouped.isEmpty()) break;
				grouped.get(grouped.size() - 1).add(fragment);
			}
		}
		if (grouped.size() != frames) throw new SlideFormatException(file, table.offset,
			frames + " frames that a table of offsets tells apart", fragments.size() + " fragments");
		return grouped;
	}

	private void copyFrames(final List<List<Fragment>> frames, final DicomOutput out) throws IOException {
		final boolean extended = data.has(EXTENDED_OFFSETS);
		final byte[] offsets = new byte[frames.size() * Long.BYTES];
		final byte[] lengths = new byte[frames.size() * Long.BYTES];
		long offsetsAt = 0;
		long lengthsAt = 0;
		if (extended) {
			out.value(EXTENDED_OFFSETS, "OV", offsets);
			offsetsAt = out.position() - offsets.length;
			out.value(EXTENDED_OFFSETS + 1, "OV", lengths);
			lengthsAt = out.position() - lengths.length;
		}
		out.head(PIXEL_DATA, "OB", -1);
		final boolean basic = !extended && frames.size() > 1;
		out.mark(ITEM, basic ? 4 * frames.size() : 0);
		final long basicAt = out.position();
		if (basic) out.bytes(new byte[4 * frames.size()]);
		final long first = out.position();
		final ByteBuffer table = ByteBuffer.wrap(offsets).order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer sizes = ByteBuffer.wrap(lengths).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < frames.size(); i++) {
			if (progress.isCanceled()) throw new CancellationException();
			final byte[] frame = clean(joined(frames.get(i)));
			table.putLong(out.position() - first);
			sizes.putLong(frame.length + frame.length % 2);
			out.mark(ITEM, frame.length + frame.length % 2);
			out.bytes(frame);
			if (frame.length % 2 != 0) out.bytes(new byte[1]);
			progress.progress(i, frames.size());
		}
		final long size = out.position() - first;
		out.mark(SEQUENCE_END, 0);
		if (extended) {
			out.patch(offsetsAt, offsets);
			out.patch(lengthsAt, lengths);
		}
		else if (basic && size <= 0xffffffffL) out.patch(basicAt, halves(offsets));
		else if (basic) throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
			"an extended table of offsets for more than 4 GiB of frames", "none");
	}

	/** The lower halves of the offsets. */
	private static byte[] halves(final byte[] offsets) {
		final ByteBuffer in = ByteBuffer.wrap(offsets).order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer out = ByteBuffer.allocate(offsets.length / 2).order(ByteOrder.LITTLE_ENDIAN);
		while (in.hasRemaining())
			out.putInt((int) in.getLong());
		return out.array();
	}

	private byte[] joined(final List<Fragment> fragments) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (final Fragment fragment : fragments)
			out.writeBytes(data.source().readFully(fragment.offset, fragment.length));
		return out.toByteArray();
	}

	private byte[] clean(final byte[] frame) throws IOException {
		return switch (syntax.coding()) {
			case JPEG, JPEG_LS -> {
				final ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length);
				JpegCleaner.copy(ByteSource.of(frame), 0, frame.length, out, findings);
				yield out.toByteArray();
			}
			case JPEG_2000, HTJ2K -> Jpeg2000Cleaner.clean(frame, findings);
			default -> {
				findings.unjudged("Frames in " + syntax.label() + " are copied as they are: bytes behind their ends, "
					+ "if there are any, are not looked for.");
				yield frame;
			}
		};
	}
}

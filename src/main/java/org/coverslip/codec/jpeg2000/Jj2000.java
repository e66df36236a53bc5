package org.coverslip.codec.jpeg2000;

import java.awt.Point;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageReadParamJava;

import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.entropy.decoder.EntropyDecoder;
import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkFloat;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.quantization.dequantizer.Dequantizer;
import jj2000.j2k.roi.ROIDeScaler;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.MsgLogger;
import jj2000.j2k.wavelet.synthesis.InverseWT;

import org.coverslip.codec.CodecException;

/**
 * JPEG 2000 in Java: JJ2000, from org.openmicroscopy:ome-jai. Its stages are joined here, without the ImageIO reader
 * around them, so that components come as they are.
 */
final class Jj2000 implements Jpeg2000Backend {

	private static final Messages MESSAGES = new Messages();

	static {
		FacilityManager.registerMsgLogger(null, MESSAGES);
	}

	@Override
	public String name() {
		return "JJ2000 (Java)";
	}

	/** Has what JJ2000 says in this thread kept, not printed. */
	static void listen() {
		// a thread in which another library has set itself as the listener is taken over; the table of threads never
		// shrinks
		if (FacilityManager.getMsgLogger() != MESSAGES)
			FacilityManager.registerMsgLogger(Thread.currentThread(), MESSAGES);
		MESSAGES.worst.remove();
	}

	@Override
	public int[][] decode(final byte[] codestream, final Jpeg2000Header header) throws CodecException {
		if (Jpeg2000Precincts.areSingleSamples(codestream, header.components().size()))
			throw new CodecException(
				"the JPEG 2000 stream has precincts of one sample above the "
					+ "lowest resolution, which T.800 B.6 forbids");
		listen();
		try {
			final int[][] planes = planes(codestream, header);
			final String warning = MESSAGES.worst.get();
			if (warning != null) throw new CodecException("the JPEG 2000 stream is damaged: " + warning);
			return planes;
		}
		catch (final CodecException e) {
			throw e;
		}
		catch (final UncheckedIOException e) {
			throw damaged(e.getCause());
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(e);
		}
		catch (final VirtualMachineError e) {
			throw e;
		}
		catch (final Error e) {
			throw damaged(e); // JJ2000 throws plain errors where it meets what it does not know
		}
		finally {
			MESSAGES.worst.remove();
		}
	}

	private static CodecException damaged(final Throwable e) {
		return new CodecException("the JPEG 2000 stream is damaged: "
			+ (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
	}

	private static int[][] planes(final byte[] original, final Jpeg2000Header header) throws IOException {
		final byte[] codestream = Jpeg2000TileParts.joined(original, header);
		final Jj2000Input in = new Jj2000Input(codestream);
		final J2KImageReadParamJava options = new J2KImageReadParamJava();
		final HeaderInfo info = new HeaderInfo();
		final HeaderDecoder head = new HeaderDecoder(in, options, info);
		final DecoderSpecs specs = head.getDecoderSpecs();
		final int n = header.components().size();
		final int[] depths = new int[n];
		for (int c = 0; c < n; c++)
			depths[c] = head.getOriginalBitDepth(c);
		final BitstreamReaderAgent packets = BitstreamReaderAgent.createInstance(in, head, options, specs, false, info);
		final EntropyDecoder codeBlocks = head.createEntropyDecoder(packets, options);
		final ROIDeScaler regions = head.createROIDeScaler(codeBlocks, options, specs);
		final Dequantizer coefficients = head.createDequantizer(regions, depths, specs);
		final InverseWT wavelets = InverseWT.createInstance(coefficients, specs);
		wavelets.setImgResLevel(packets.getImgRes());
		final int[][] planes = new int[n][];
		for (int c = 0; c < n; c++)
			planes[c] =
				new int[Math.multiplyExact(header.components().get(c).width(), header.components().get(c).height())];
		final Point tiles = wavelets.getNumTiles(null);
		for (int ty = 0; ty < tiles.y; ty++)
			for (int tx = 0; tx < tiles.x; tx++) {
				wavelets.setTile(tx, ty);
				readTile(wavelets, specs, header, planes);
			}
		return planes;
	}

	/** Decodes the current tile and puts it in its place. */
	private static void readTile(final InverseWT wavelets, final DecoderSpecs specs, final Jpeg2000Header header,
		final int[][] planes) throws CodecException
	{
		final int tile = wavelets.getTileIdx();
		final int n = planes.length;
		final int[][] whole = new int[n][];
		final float[][] real = new float[n][];
		int reversible = 0;
		for (int c = 0; c < n; c++) {
			final int width = wavelets.getTileCompWidth(tile, c);
			final int height = wavelets.getTileCompHeight(tile, c);
			if (width <= 0 || height <= 0) continue;
			if (specs.wfs.isReversible(tile, c)) {
				whole[c] = (int[]) samples(wavelets, c, new DataBlkInt(), width, height, new int[width * height]);
				if (c < 3) reversible++;
			}
			else real[c] = (float[]) samples(wavelets, c, new DataBlkFloat(), width, height, new float[width * height]);
		}
		if (n >= 3 && !Integer.valueOf(0).equals(specs.cts.getTileDef(tile))) transform(whole, real, reversible);
		for (int c = 0; c < n; c++)
			if (whole[c] != null || real[c] != null)
				place(wavelets, c, whole[c], real[c], header.components().get(c), planes[c]);
	}

	/** Copies all samples of a component of the current tile, row by row. */
	private static Object samples(final InverseWT wavelets, final int c, final DataBlk wanted, final int width,
		final int height,
		final Object copy)
	{
		wanted.w = width;
		wanted.h = height;
		DataBlk block = wanted;
		do
			block = wavelets.getInternCompData(block, c);
		while (block.progressive);
		for (int y = 0; y < height; y++)
			System.arraycopy(block.getData(), block.offset + y * block.scanw, copy, y * width, width);
		return copy;
	}

	/**
	 * The inverse component transforms (ITU-T T.800, annex G), in place: the reversible one on whole numbers, the
	 * irreversible one on real numbers, which are rounded only afterwards.
	 */
	private static void transform(final int[][] whole, final float[][] real, final int reversible)
		throws CodecException {
		if (reversible != 0 && reversible != 3)
			throw new CodecException("the JPEG 2000 stream transforms unlike components");
		final int length = reversible == 3 ? whole[0].length : real[0] == null ? 0 : real[0].length;
		for (int c = 1; c < 3; c++)
			if (length != (reversible == 3 ? whole[c].length : real[c] == null ? 0 : real[c].length))
				throw new CodecException("the JPEG 2000 stream transforms components of unlike sizes");
		for (int i = 0; i < length; i++)
			if (reversible == 3) {
				final int green = whole[0][i] - (whole[1][i] + whole[2][i] >> 2);
				final int red = whole[2][i] + green;
				whole[2][i] = whole[1][i] + green;
				whole[1][i] = green;
				whole[0][i] = red;
			}
			else {
				final float y = real[0][i];
				final float cb = real[1][i];
				final float cr = real[2][i];
				real[0][i] = y + 1.402f * cr;
				real[1][i] = y - 0.344136f * cb - 0.714136f * cr;
				real[2][i] = y + 1.772f * cb;
			}
	}

	private static void place(final InverseWT tile, final int c, final int[] whole, final float[] real,
		final Jpeg2000Header.Component component, final int[] plane) throws CodecException
	{
		final int width = tile.getTileCompWidth(tile.getTileIdx(), c);
		final int height = tile.getTileCompHeight(tile.getTileIdx(), c);
		final int left = tile.getCompULX(c) - ceil(tile.getImgULX(), component.dx());
		final int top = tile.getCompULY(c) - ceil(tile.getImgULY(), component.dy());
		if (left < 0 || top < 0 || left + width > component.width() || top + height > component.height())
			throw new CodecException("a JPEG 2000 tile lies outside its image");
		final int half = 1 << component.bits() - 1;
		final int shift = component.signed() ? 0 : half;
		final int least = component.signed() ? -half : 0;
		final int most = least + 2 * half - 1;
		for (int y = 0, from = 0; y < height; y++)
			for (int x = 0, to = (top + y) * component.width() + left; x < width; x++, from++) {
				final int value = (whole != null ? whole[from] : Math.round(real[from])) + shift;
				plane[to++] = Math.max(least, Math.min(most, value));
			}
	}

	private static int ceil(final int a, final int b) {
		return (a + b - 1) / b;
	}

	/** Keeps the first warning of each thread that tells of a loss. */
	private static final class Messages implements MsgLogger {

		private final ThreadLocal<String> worst = new ThreadLocal<>();

		@Override
		public void printmsg(final int severity, final String message) {
			if ((severity == WARNING || severity == ERROR) && isLoss(message) && worst.get() == null)
				worst.set(message);
		}

		/**
		 * Whether image data are missing; the other warnings are of markers that are ignored, or of a missing end
		 * marker.
		 */
		private static boolean isLoss(final String message) {
			return message.contains("truncated") || message.contains("have not been found")
				|| message.contains("Concealing");
		}

		@Override
		public void println(final String message, final int firstIndent, final int indent) {
			// talk without a severity
		}

		@Override
		public void flush() {
			// nothing is held back
		}
	}
}

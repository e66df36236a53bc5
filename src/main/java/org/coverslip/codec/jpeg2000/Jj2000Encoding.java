package org.coverslip.codec.jpeg2000;

import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import org.coverslip.pixel.PixelBlock;

import com.sun.media.imageioimpl.plugins.jpeg2000.J2KImageWriteParamJava;

import jj2000.j2k.codestream.writer.FileCodestreamWriter;
import jj2000.j2k.codestream.writer.HeaderEncoder;
import jj2000.j2k.entropy.encoder.EntropyCoder;
import jj2000.j2k.entropy.encoder.PostCompRateAllocator;
import jj2000.j2k.image.BlkImgDataSrc;
import jj2000.j2k.image.DataBlk;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.image.Tiler;
import jj2000.j2k.image.forwcomptransf.ForwCompTransf;
import jj2000.j2k.quantization.quantizer.Quantizer;
import jj2000.j2k.roi.encoder.ROIScaler;
import jj2000.j2k.wavelet.analysis.ForwardWT;

/**
 * JPEG 2000 codestreams written by JJ2000, from org.openmicroscopy:ome-jai: one image tile, 5 decomposition levels,
 * code-blocks of 64 x 64. Its stages are joined here, since the ImageIO writer around them goes through a temporary
 * file for each image.
 */
final class Jj2000Encoding {

	private Jj2000Encoding() {}

	/**
	 * @param bitsPerPixel
	 *            the most that the stream takes, for all samples of a pixel together; or {@link Double#MAX_VALUE} for a
	 *            lossless stream
	 */
	static byte[] encode(final PixelBlock block, final double bitsPerPixel) throws IOException {
		Jj2000.listen();
		final boolean lossless = bitsPerPixel == Double.MAX_VALUE;
		final Source source = new Source(block);
		final J2KImageWriteParamJava options = new J2KImageWriteParamJava(source.likeness());
		options.setLossless(lossless);
		options.setFilters(lossless ? "w5x3" : "w9x7");
		options.setQuantizationType(lossless ? "reversible" : "expounded");
		options.setEncodingRate(bitsPerPixel);
		final Tiler tiler = new Tiler(source, 0, 0, 0, 0, block.width(), block.height());
		final ForwCompTransf components = new ForwCompTransf(tiler, options);
		final ForwardWT wavelets = ForwardWT.createInstance(new ImgDataConverter(components), options);
		final ROIScaler coefficients = ROIScaler.createInstance(Quantizer.createInstance(wavelets, options), options);
		final EntropyCoder coder = EntropyCoder.createInstance(coefficients, options, options.getCodeBlockSize(),
			options.getPrecinctPartition(), options.getBypass(), options.getResetMQ(), options.getTerminateOnByte(),
			options.getCausalCXInfo(), options.getCodeSegSymbol(), options.getMethodForMQLengthCalc(),
			options.getMethodForMQTermination());
		final ByteArrayOutputStream out = new ByteArrayOutputStream(block.shape().length() / 2 + 1024);
		final FileCodestreamWriter writer = new FileCodestreamWriter(out, Integer.MAX_VALUE);
		final PostCompRateAllocator rate =
			PostCompRateAllocator.createInstance(coder, (float) bitsPerPixel, writer, options);
		final boolean[] signed = new boolean[block.samples()];
		Arrays.fill(signed, block.type().isSigned());
		final HeaderEncoder header = new HeaderEncoder(source, signed, wavelets, tiler, options, coefficients, rate);
		rate.setHeaderEncoder(header);
		header.encodeMainHeader(); // a first time, for its length
		rate.initialize();
		header.reset();
		header.encodeMainHeader();
		writer.commitBitstreamHeader(header);
		rate.runAndWrite();
		writer.close();
		return out.toByteArray();
	}

	/**
	 * A block as JJ2000 asks for images: one tile, each component by itself, unsigned samples shifted to lie around 0.
	 */
	private static final class Source implements BlkImgDataSrc {

		private final PixelBlock block;
		private final int shift;

		Source(final PixelBlock block) {
			this.block = block;
			this.shift = block.type().isSigned() ? 0 : 1 << block.type().bits() - 1;
		}

		/** A raster of the same size, components and width of samples, for those settings that depend on them. */
		Raster likeness() {
			final int n = block.samples();
			final int[] offsets = new int[n];
			for (int i = 0; i < n; i++)
				offsets[i] = i;
			final int type = block.type().bytes() == 1 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
			return Raster.createWritableRaster(
				new PixelInterleavedSampleModel(type, block.width(), block.height(), n, n * block.width(), offsets),
				null);
		}

		@Override
		public DataBlk getCompData(final DataBlk wanted, final int c) {
			return getInternCompData(wanted, c);
		}

		@Override
		public DataBlk getInternCompData(final DataBlk wanted, final int c) {
			final DataBlkInt part = wanted instanceof DataBlkInt whole ? whole : new DataBlkInt();
			part.ulx = wanted.ulx;
			part.uly = wanted.uly;
			part.w = wanted.w;
			part.h = wanted.h;
			final int[] data = new int[part.w * part.h];
			final int n = block.samples();
			for (int y = 0, i = 0; y < part.h; y++)
				for (int x = 0, at = ((part.uly + y) * block.width() + part.ulx) * n + c; x < part.w; x++, at += n)
					data[i++] = value(at) - shift;
			part.setDataInt(data);
			part.offset = 0;
			part.scanw = part.w;
			part.progressive = false;
			return part;
		}

		private int value(final int at) {
			return switch (block.type()) {
				case UINT8 -> block.bytes()[at] & 0xff;
				case INT8 -> block.bytes()[at];
				case UINT16 -> block.shorts()[at] & 0xffff;
				case INT16 -> block.shorts()[at];
				default ->
					throw new IllegalArgumentException("JPEG 2000 is not written for samples of type " + block.type());
			};
		}

		@Override
		public int getFixedPoint(final int c) {
			return 0;
		}

		@Override
		public int getNomRangeBits(final int c) {
			return block.type().bits();
		}

		@Override
		public int getNumComps() {
			return block.samples();
		}

		@Override
		public int getTileWidth() {
			return block.width();
		}

		@Override
		public int getTileHeight() {
			return block.height();
		}

		@Override
		public int getNomTileWidth() {
			return block.width();
		}

		@Override
		public int getNomTileHeight() {
			return block.height();
		}

		@Override
		public int getImgWidth() {
			return block.width();
		}

		@Override
		public int getImgHeight() {
			return block.height();
		}

		@Override
		public int getCompSubsX(final int c) {
			return 1;
		}

		@Override
		public int getCompSubsY(final int c) {
			return 1;
		}

		@Override
		public int getTileCompWidth(final int tile, final int c) {
			return block.width();
		}

		@Override
		public int getTileCompHeight(final int tile, final int c) {
			return block.height();
		}

		@Override
		public int getCompImgWidth(final int c) {
			return block.width();
		}

		@Override
		public int getCompImgHeight(final int c) {
			return block.height();
		}

		@Override
		public void setTile(final int x, final int y) {
			if (x != 0 || y != 0)
				throw new IllegalArgumentException("tile (" + x + ", " + y + ") of an image of one tile");
		}

		@Override
		public void nextTile() {
			throw new IllegalStateException("an image of one tile has no next one");
		}

		@Override
		public Point getTile(final Point reused) {
			return new Point(0, 0);
		}

		@Override
		public int getTileIdx() {
			return 0;
		}

		@Override
		public int getTilePartULX() {
			return 0;
		}

		@Override
		public int getTilePartULY() {
			return 0;
		}

		@Override
		public int getCompULX(final int c) {
			return 0;
		}

		@Override
		public int getCompULY(final int c) {
			return 0;
		}

		@Override
		public int getImgULX() {
			return 0;
		}

		@Override
		public int getImgULY() {
			return 0;
		}

		@Override
		public Point getNumTiles(final Point reused) {
			return new Point(1, 1);
		}

		@Override
		public int getNumTiles() {
			return 1;
		}
	}
}

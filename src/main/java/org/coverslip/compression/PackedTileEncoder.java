package org.coverslip.compression;

import java.io.IOException;
import java.util.List;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.PixelBlock;

/**
 * Samples to bytes, through a predictor, into a compression of bytes.
 *
 * @param predictor
 *            must support the samples
 * @param encoder
 *            compresses the bytes
 */
public record PackedTileEncoder(Predictor predictor, ByteEncoder encoder) implements TileEncoder {

	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		return encoder.encode(predicted(block));
	}

	@Override
	public int together() {
		return encoder.together();
	}

	@Override
	public List<byte[]> encodeAll(final List<PixelBlock> blocks) throws IOException {
		return encoder.encodeAll(blocks.stream().map(this::predicted).toList());
	}

	private byte[] predicted(final PixelBlock block) {
		byte[] bytes = SamplePacker.pack(block);
		if (predictor != Predictor.NONE) {
			if (bytes == block.array()) bytes = bytes.clone();
			predictor.apply(bytes, SampleLayout.littleEndian(block.type()), block.width(), block.samples());
		}
		return bytes;
	}
}

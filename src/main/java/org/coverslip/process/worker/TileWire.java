package org.coverslip.process.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.process.AnnotationWire;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.TileMeasurements;
import org.coverslip.process.TilePlanes;
import org.coverslip.process.TileSubject;
import org.coverslip.process.WireParts;
import org.coverslip.slide.PixelSize;

/** Tiles, code and answers as bytes, for the same version of this program at both ends. Numbers are big-endian. */
final class TileWire {

	private static final int CHUNK = 1 << 16;
	private TileWire() {}

	static void write(final TileCode code, final DataOutputStream out) throws IOException {
		out.writeByte(code.kind().ordinal());
		WireParts.text(code.name(), out);
		WireParts.text(code.text(), out);
		WireParts.text(code.options(), out);
	}

	static TileCode readCode(final DataInputStream in) throws IOException {
		return new TileCode(TileCode.Kind.values()[in.readByte()], WireParts.text(in),
			WireParts.text(in), WireParts.text(in));
	}

	static void write(final TileImage image, final DataOutputStream out) throws IOException {
		WireParts.text(image.subject().location(), out);
		WireParts.text(image.subject().format(), out);
		out.writeInt(image.subject().scene());
		out.writeInt(image.level());
		out.writeDouble(image.x0());
		out.writeDouble(image.y0());
		out.writeDouble(image.downsampleX());
		out.writeDouble(image.downsampleY());
		out.writeDouble(image.pixelSize().map(PixelSize::xUm).orElse(0.0));
		out.writeDouble(image.pixelSize().map(PixelSize::yUm).orElse(0.0));
		out.writeDouble(image.objectivePower().orElse(0));
		out.writeInt((int) image.tile().x());
		out.writeInt((int) image.tile().y());
		out.writeInt((int) image.tile().width());
		out.writeInt((int) image.tile().height());
		out.writeInt(image.channels());
		out.writeInt(image.sizeZ());
		out.writeInt(image.sizeT());
		WireParts.list(image.names(), out, name -> WireParts.text(name, out));
		WireParts.list(image.planes(), out, plane -> write(plane, out));
		WireParts.list(List.copyOf(image.values().entrySet()), out, value -> {
			WireParts.text(value.getKey(), out);
			WireParts.text(value.getValue(), out);
		});
	}

	static TileImage readImage(final DataInputStream in) throws IOException {
		final TileSubject subject = new TileSubject(WireParts.text(in), WireParts.text(in), in.readInt());
		final int level = in.readInt();
		final double x0 = in.readDouble();
		final double y0 = in.readDouble();
		final double downsampleX = in.readDouble();
		final double downsampleY = in.readDouble();
		final double sizeX = in.readDouble();
		final double sizeY = in.readDouble();
		final double power = in.readDouble();
		final Region tile = new Region(in.readInt(), in.readInt(), in.readInt(), in.readInt());
		final int channels = in.readInt();
		final int sizeZ = in.readInt();
		final int sizeT = in.readInt();
		final List<String> names = WireParts.list(in, () -> WireParts.text(in));
		final List<PixelBlock> planes = WireParts.list(in, () -> readBlock(in));
		final Map<String, String> values = new TreeMap<>();
		for (int n = in.readInt(); n > 0; n--)
			values.put(WireParts.text(in), WireParts.text(in));
		return new TileImage(subject, level, x0, y0, downsampleX, downsampleY,
			sizeX > 0 ? Optional.of(new PixelSize(sizeX, sizeY)) : Optional.empty(),
			power > 0 ? OptionalDouble.of(power) : OptionalDouble.empty(), tile, channels, sizeZ, sizeT, names, planes,
			values);
	}

	static void write(final TileAnswer answer, final DataOutputStream out) throws IOException {
		out.writeBoolean(answer.image().isPresent());
		if (answer.image().isPresent()) {
			WireParts.list(answer.image().get().names(), out, name -> WireParts.text(name, out));
			out.writeInt(answer.image().get().sizeZ());
			out.writeInt(answer.image().get().sizeT());
			WireParts.list(answer.image().get().planes(), out, plane -> write(plane, out));
		}
		WireParts.list(answer.rois(), out, annotation -> AnnotationWire.write(annotation, out));
		out.writeBoolean(answer.table().isPresent());
		if (answer.table().isEmpty()) return;
		WireParts.list(answer.table().get().columns(), out, column -> WireParts.text(column, out));
		WireParts.list(answer.table().get().rows(), out, row ->
			WireParts.list(row, out, cell -> WireParts.text(cell, out)));
	}

	static TileAnswer readAnswer(final DataInputStream in) throws IOException {
		return new TileAnswer(
			in.readBoolean() ? Optional.of(new TilePlanes(WireParts.list(in, () -> WireParts.text(in)), in.readInt(),
				in.readInt(), WireParts.list(in, () -> readBlock(in)))) : Optional.empty(),
			WireParts.list(in, () -> AnnotationWire.read(in)),
			in.readBoolean() ? Optional.of(new TileMeasurements(WireParts.list(in, () -> WireParts.text(in)),
				WireParts.list(in, () -> WireParts.list(in, () -> WireParts.text(in))))) : Optional.empty());
	}

	private static void write(final PixelBlock block, final DataOutputStream out) throws IOException {
		out.writeInt(block.width());
		out.writeInt(block.height());
		out.writeInt(block.samples());
		out.writeByte(block.type().ordinal());
		if (block.type().bytes() == 1) {
			out.write(block.bytes());
			return;
		}
		final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
		final int step = CHUNK / block.type().bytes();
		for (int from = 0; from < block.shape().length(); from += step) {
			final int count = Math.min(step, block.shape().length() - from);
			switch (block.type().bytes()) {
				case 2 -> chunk.asShortBuffer().put(block.shorts(), from, count);
				case 8 -> chunk.asDoubleBuffer().put(block.doubles(), from, count);
				default -> {
					if (block.type().isFloating()) chunk.asFloatBuffer().put(block.floats(), from, count);
					else chunk.asIntBuffer().put(block.ints(), from, count);
				}
			}
			out.write(chunk.array(), 0, count * block.type().bytes());
		}
	}

	private static PixelBlock readBlock(final DataInputStream in) throws IOException {
		final int width = in.readInt();
		final int height = in.readInt();
		final int samples = in.readInt();
		final PixelBlock block =
			PixelBlock.zeros(new BlockShape(width, height, samples, PixelType.values()[in.readByte()]));
		if (block.type().bytes() == 1) {
			in.readFully(block.bytes());
			return block;
		}
		final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
		final int step = CHUNK / block.type().bytes();
		for (int from = 0; from < block.shape().length(); from += step) {
			final int count = Math.min(step, block.shape().length() - from);
			in.readFully(chunk.array(), 0, count * block.type().bytes());
			switch (block.type().bytes()) {
				case 2 -> chunk.asShortBuffer().get(block.shorts(), from, count);
				case 8 -> chunk.asDoubleBuffer().get(block.doubles(), from, count);
				default -> {
					if (block.type().isFloating()) chunk.asFloatBuffer().get(block.floats(), from, count);
					else chunk.asIntBuffer().get(block.ints(), from, count);
				}
			}
		}
		return block;
	}
}

package org.coverslip.format.lif;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.coverslip.format.SlideProbe;
import org.coverslip.format.lif.LifFixture.Image;
import org.coverslip.geom.Region;
import org.coverslip.io.ByteSource;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/**
 * Images larger than memory: of a LIF of half a terabyte, whose bytes are worked out when they are read, only what is
 * shown is read.
 */
public class LargeLifTest {

	private static final int WIDTH = 90_000;
	private static final int HEIGHT = 70_001;
	private static final long ROW = 2L * WIDTH + 4;
	private static final long PLANE = ROW * HEIGHT;
	private static final int PLANES = 42;

	/** The description, then a memory block of which each pair of bytes is a number made of its position. */
	private static final class Computed implements ByteSource {

		private final byte[] head;
		private final long data = PLANE * PLANES;
		private long read;

		Computed(final byte[] head) {
			this.head = head;
		}

		@Override
		public long size() {
			return head.length + data;
		}

		@Override
		public int read(final long position, final ByteBuffer dst) {
			final int count = (int) Math.min(dst.remaining(), Math.max(0, size() - position));
			for (int i = 0; i < count; i++) {
				final long at = position + i - head.length;
				dst.put(at < 0 ? head[(int) (position + i)] : (byte) (sample(at / 2) >> (at % 2 * 8)));
			}
			read += count;
			return count;
		}

		@Override
		public void close() {
			// nothing to close
		}
	}

	private static int sample(final long number) {
		return (int) (number * 2654435761L >>> 13 & 0xffff);
	}

	private static Computed source() {
		final String axis =
			"<DimensionDescription DimID=\"%d\" NumberOfElements=\"%d\" Origin=\"0\" Length=\"1e-3\" Unit=\"m\" "
				+ "BytesInc=\"%d\"/>";
		final String image = new Image("huge").channel(16, "Gray", 0).xml("MemBlock_1", 0).replace("</Dimensions>",
			String.format(axis, 1, WIDTH, 2) + String.format(axis, 2, HEIGHT, ROW)
			+ String.format(axis, 3, PLANES, PLANE) + "</Dimensions>");
		final byte[] xml =
			LifFixture.text("<LMSDataContainerHeader Version=\"2\"><Element Name=\"whole\"><Children>" + image
			+ "</Children></Element></LMSDataContainerHeader>");
		final byte[] block = new LifFixture(2).add(new Image("a").channel(8, "Gray", 0)).bytes();
		// the last block of a LIF of one sample, without the sample, and with the size of the data
		final byte[] header = new byte[14 + 8 + 20];
		System.arraycopy(block, block.length - 1 - header.length, header, 0, header.length);
		ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(9, PLANE * PLANES);
		final byte[] head = new byte[xml.length + header.length];
		System.arraycopy(xml, 0, head, 0, xml.length);
		System.arraycopy(header, 0, head, xml.length, header.length);
		return new Computed(head);
	}

	@Test
	public void onlyWhatIsShownIsRead() throws IOException {
		final Computed source = source();
		final LifFormat format = new LifFormat();
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(Path.of("huge.lif"))); Slide slide =
			format.open(probe)) {
			assertTrue(source.read + "", source.read < 10_000);
			final Scene scene = slide.scenes().get(0);
			assertEquals(WIDTH + " x " + HEIGHT + " x " + PLANES,
				scene.width() + " x " + scene.height() + " x " + scene.sizeZ());
			final RegionReader reader = new RegionReader(TileCache.ofBytes(16 << 20));
			for (final int z : new int[] { 0, PLANES - 1 }) {
				source.read = 0;
				final Region region = new Region(WIDTH - 100, HEIGHT - 50, 100, 50);
				final PixelBlock pixels = reader.read(scene, 0, new Plane(0, z, 0), region).block();
				for (int y = 0; y < 50; y++)
					for (int x = 0; x < 100; x++)
						assertEquals(sample((z * PLANE + (region.y() + y) * ROW) / 2 + region.x() + x),
							pixels.value(x, y, 0), 0);
				assertTrue(source.read + " bytes for 100 x 50 pixels", source.read <= 2 * 1024 * 1024);
			}
		}
	}
}

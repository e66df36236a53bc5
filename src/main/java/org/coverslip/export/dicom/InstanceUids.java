package org.coverslip.export.dicom;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.coverslip.codec.SamplePacker;
import org.coverslip.geom.Region;
import org.coverslip.io.ByteSource;
import org.coverslip.io.FileByteSource;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/**
 * The unique identifiers of what is written: each made of a UUID, below the root 2.25 (PS3.5, B.2). They are random, or
 * the same whenever the same slide is written in the same way. For one thread.
 */
final class InstanceUids {

	private static final int MOST_FILES = 256;
	private static final int LOOKED_AT = 256 << 10;
	/** Pixels. */
	private static final int SIDE = 1024;

	private final byte[] slide;
	private final Map<String, String> made = new HashMap<>();

	private InstanceUids(final byte[] slide) {
		this.slide = slide;
	}

	/** Identifiers that nobody has used before. */
	static InstanceUids random() {
		return new InstanceUids(null);
	}

	/**
	 * Identifiers that follow from the slide: from its sizes, and the sizes, beginnings and ends of its files, wherever
	 * these lie and whatever they are called; where it has none, from the pixels in the middle of its coarsest level.
	 */
	static InstanceUids of(final Scene scene) throws IOException {
		final MessageDigest digest = digest();
		for (final Level level : scene.levels())
			digest.update((level.width() + " " + level.height() + " " + level.type() + " ").getBytes(
				StandardCharsets.UTF_8));
		digest.update((scene.name() + " " + scene.channels()).getBytes(StandardCharsets.UTF_8));
		final List<Path> files = scene.files().stream().filter(Files::isRegularFile).sorted().limit(MOST_FILES)
			.toList();
		for (final Path file : files)
			try (ByteSource source = FileByteSource.open(file)) {
				final long size = source.size();
				digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
				update(digest, source, 0);
				update(digest, source, Math.max(0, size - LOOKED_AT));
			}
		if (files.isEmpty()) update(digest, scene);
		return new InstanceUids(digest.digest());
	}

	private static void update(final MessageDigest digest, final Scene scene) throws IOException {
		final int last = scene.levels().size() - 1;
		final Region all = scene.level(last).region();
		final Region middle = new Region(Math.max(0, all.width() - SIDE) / 2, Math.max(0, all.height() - SIDE) / 2,
			Math.min(SIDE, all.width()), Math.min(SIDE, all.height()));
		final RegionReader reader = new RegionReader(TileCache.ofBytes(LOOKED_AT));
		for (int c = 0; c < scene.channels().size(); c++)
			digest.update(SamplePacker.pack(reader.read(scene, last, new Plane(c, 0, 0), middle).block()));
	}

	private static void update(final MessageDigest digest, final ByteSource source, final long position)
		throws IOException
	{
		final ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LOOKED_AT, source.size()));
		source.read(position, bytes);
		digest.update(bytes.flip());
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Whether the same slide gets the same ones again. */
	boolean areStable() {
		return slide != null;
	}

	/**
	 * The identifier of something.
	 *
	 * @param role
	 *            what it is, of this slide: the same gets the same each time
	 */
	String of(final String role) {
		return made.computeIfAbsent(role, absent -> text(slide == null ? UUID.randomUUID() : derived(role)));
	}

	/** As a UUID of version 8, which is one of whatever numbers (RFC 9562, 5.8). */
	private UUID derived(final String role) {
		final MessageDigest digest = digest();
		digest.update(slide);
		final ByteBuffer bytes =
			ByteBuffer.wrap(Arrays.copyOf(digest.digest(role.getBytes(StandardCharsets.UTF_8)), 16));
		return new UUID(bytes.getLong() & ~0xf000L | 0x8000L, bytes.getLong() & ~(3L << 62) | 1L << 63);
	}

	private static String text(final UUID uuid) {
		final ByteBuffer bytes = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits())
			.putLong(uuid.getLeastSignificantBits());
		return "2.25." + new BigInteger(1, bytes.array());
	}
}

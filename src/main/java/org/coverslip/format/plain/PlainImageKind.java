package org.coverslip.format.plain;

import org.coverslip.format.SlideProbe;

/** The kinds of plain image, told apart by their first bytes. */
enum PlainImageKind {
	PNG("Deflate", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'), //
	JPEG("JPEG", 0xff, 0xd8, 0xff), //
	BMP("none", 'B', 'M'), //
	JPEG_XR("JPEG XR", 'I', 'I', 0xbc);

	private final String compression;
	private final int[] magic;

	PlainImageKind(final String compression, final int... magic) {
		this.compression = compression;
		this.magic = magic;
	}

	/** The kind of a probed file, or null if it is none of them. */
	static PlainImageKind of(final SlideProbe probe) {
		for (final PlainImageKind kind : values())
			if (probe.startsWith(kind.magic)) return kind;
		return null;
	}

	/** The compression's name for people. */
	String compression() {
		return compression;
	}
}

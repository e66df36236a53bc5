package org.coverslip.format.olympus;

/**
 * What a stack shows. Source of the numbers: Bio-Formats' CellSensReader ("stack types") and slideio's vsistruct.hpp,
 * which also has the last one.
 */
enum StackKind {
	IMAGE(0, "image"), OVERVIEW(1, "overview"), SAMPLE_MASK(2, "sample mask"), FOCUS_IMAGE(4, "focus map"),
	SHARPNESS_MAP(8, "sharpness map"), HEIGHT_MAP(16, "height map"), TEXTURE_MAP(32, "texture map"),
	FOCUS_STACK(64, "focus stack"),
	MACRO(256, "macro"), FOCUS_POINTS(1024, "focus points"), OTHER(-1, "stack");

	private final int number;
	private final String words;

	StackKind(final int number, final String words) {
		this.number = number;
		this.words = words;
	}

	static StackKind of(final int number) {
		for (final StackKind kind : values())
			if (kind.number == number) return kind;
		return OTHER;
	}

	/** The kind's name for people. */
	String words() {
		return words;
	}

	/** Whether it is a picture of the specimen, rather than something measured or calculated along with it. */
	boolean isPicture() {
		return this == IMAGE || this == FOCUS_STACK || this == OVERVIEW || this == MACRO || this == OTHER;
	}
}

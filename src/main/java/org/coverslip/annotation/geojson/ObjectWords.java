package org.coverslip.annotation.geojson;

import java.util.Locale;
import java.util.Optional;

import org.coverslip.annotation.ObjectKind;

/** QuPath's words for kinds of objects. */
final class ObjectWords {

	private ObjectWords() {}

	/** As it is written. */
	static String of(final ObjectKind kind) {
		return switch (kind) {
			case ANNOTATION -> "annotation";
			case DETECTION -> "detection";
			case CELL -> "cell";
			case TILE -> "tile";
			case TMA_CORE -> "tmaCore";
			case ROOT -> "root";
		};
	}

	/** What a word means, those of all versions. */
	static Optional<ObjectKind> kind(final String word) {
		final ObjectKind kind = switch (word.toLowerCase(Locale.ROOT)) {
			case "annotation", "pathannotationobject" -> ObjectKind.ANNOTATION;
			case "detection", "pathdetectionobject" -> ObjectKind.DETECTION;
			case "cell", "pathcellobject" -> ObjectKind.CELL;
			case "tile", "pathtileobject" -> ObjectKind.TILE;
			case "tmacore", "tma_core", "tmacoreobject" -> ObjectKind.TMA_CORE;
			case "root", "pathrootobject" -> ObjectKind.ROOT;
			default -> null;
		};
		return Optional.ofNullable(kind);
	}
}

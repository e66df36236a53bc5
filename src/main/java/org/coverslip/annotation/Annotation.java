package org.coverslip.annotation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** One thing that was drawn on a slide, or found there: where it is, and what is said of it. Immutable. */
public final class Annotation {

	private final Geometry geometry;
	private final Geometry nucleus;
	private final ObjectKind kind;
	private final AnnotationPlane plane;
	private final String id;
	private final String name;
	private final Classification classification;
	private final OptionalInt color;
	private final boolean locked;
	private final Map<String, String> properties;
	private final Map<String, Double> measurements;

	private Annotation(final Builder b) {
		geometry = b.geometry;
		nucleus = b.nucleus;
		kind = b.kind;
		plane = b.plane;
		id = b.id;
		name = b.name;
		classification = b.classification;
		color = b.color;
		locked = b.locked;
		properties = b.properties.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(b.properties));
		measurements =
			b.measurements.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(b.measurements));
	}

	public static Builder builder(final Geometry geometry) {
		return new Builder(geometry);
	}

	/** The same, to be altered. */
	public Builder with() {
		final Builder b = new Builder(geometry);
		b.nucleus = nucleus;
		b.kind = kind;
		b.plane = plane;
		b.id = id;
		b.name = name;
		b.classification = classification;
		b.color = color;
		b.locked = locked;
		b.properties.putAll(properties);
		b.measurements.putAll(measurements);
		return b;
	}

	public Geometry geometry() {
		return geometry;
	}

	/** Where the nucleus of a cell lies. */
	public Optional<Geometry> nucleus() {
		return Optional.ofNullable(nucleus);
	}

	public ObjectKind kind() {
		return kind;
	}

	public AnnotationPlane plane() {
		return plane;
	}

	/** The name by which programs know it, for example a UUID. */
	public Optional<String> id() {
		return Optional.ofNullable(id);
	}

	/** The name by which people know it; not blank. */
	public Optional<String> name() {
		return Optional.ofNullable(name);
	}

	public Optional<Classification> classification() {
		return Optional.ofNullable(classification);
	}

	/** Its own colour as 0xRRGGBB, if it has one beside that of its class. */
	public OptionalInt color() {
		return color;
	}

	/** How it is drawn: its own colour, that of its class, or the one given. */
	public int shownColor(final int otherwise) {
		return color.orElseGet(() -> classification == null ? otherwise : classification.shownColor());
	}

	/** Whether it must not be altered in programs that heed that. */
	public boolean isLocked() {
		return locked;
	}

	/** What else is said of it, in the file's order; not to be modified. */
	public Map<String, String> properties() {
		return properties;
	}

	/** What was measured, in the file's order; numbers may be infinite or NaN; not to be modified. */
	public Map<String, Double> measurements() {
		return measurements;
	}

	/** The same at another place. */
	public Annotation moved(final double dx, final double dy) {
		if (dx == 0 && dy == 0) return this;
		final Builder b = with().geometry(geometry.moved(dx, dy));
		if (nucleus != null) b.nucleus(nucleus.moved(dx, dy));
		return b.build();
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Annotation that && geometry.equals(that.geometry)
			&& Objects.equals(nucleus, that.nucleus) && kind == that.kind && plane.equals(that.plane)
			&& Objects.equals(id, that.id) && Objects.equals(name, that.name)
			&& Objects.equals(classification, that.classification) && color.equals(that.color)
			&& locked == that.locked && properties.equals(that.properties) && measurements.equals(that.measurements);
	}

	@Override
	public int hashCode() {
		return Objects.hash(geometry, id, name, classification);
	}

	@Override
	public String toString() {
		return kind + (name == null ? "" : " \"" + name + "\"")
			+ (classification == null ? "" : " of class " + classification.name()) + ", " + geometry;
	}

	/** Collects what is said of an annotation; for one thread. */
	public static final class Builder {

		private Geometry geometry;
		private Geometry nucleus;
		private ObjectKind kind = ObjectKind.ANNOTATION;
		private AnnotationPlane plane = AnnotationPlane.FIRST;
		private String id;
		private String name;
		private Classification classification;
		private OptionalInt color = OptionalInt.empty();
		private boolean locked;
		private final Map<String, String> properties = new LinkedHashMap<>();
		private final Map<String, Double> measurements = new LinkedHashMap<>();

		private Builder(final Geometry geometry) {
			this.geometry = Objects.requireNonNull(geometry);
		}

		public Builder geometry(final Geometry value) {
			geometry = Objects.requireNonNull(value);
			return this;
		}

		/**
		 * @param value
		 *            or null
		 */
		public Builder nucleus(final Geometry value) {
			nucleus = value;
			return this;
		}

		public Builder kind(final ObjectKind value) {
			kind = Objects.requireNonNull(value);
			return this;
		}

		public Builder plane(final AnnotationPlane value) {
			plane = Objects.requireNonNull(value);
			return this;
		}

		/**
		 * @param value
		 *            null or blank for none
		 */
		public Builder id(final String value) {
			id = value == null || value.isBlank() ? null : value;
			return this;
		}

		/**
		 * @param value
		 *            null or blank for none
		 */
		public Builder name(final String value) {
			name = value == null || value.isBlank() ? null : value;
			return this;
		}

		/**
		 * @param value
		 *            or null
		 */
		public Builder classification(final Classification value) {
			classification = value;
			return this;
		}

		/**
		 * @param rgb
		 *            0xRRGGBB; higher bits are ignored
		 */
		public Builder color(final int rgb) {
			color = OptionalInt.of(rgb & 0xffffff);
			return this;
		}

		/** Without a colour of its own. */
		public Builder noColor() {
			color = OptionalInt.empty();
			return this;
		}

		public Builder locked(final boolean value) {
			locked = value;
			return this;
		}

		public Builder property(final String key, final String value) {
			properties.put(key, Objects.requireNonNull(value));
			return this;
		}

		public Builder measurement(final String key, final double value) {
			measurements.put(key, value);
			return this;
		}

		public Annotation build() {
			return new Annotation(this);
		}
	}
}

package org.coverslip.remote;

import java.util.Optional;

/**
 * By which an object is known to be the same from one request to the next. Immutable.
 *
 * @param tag
 *            the header ETag; "" for none
 * @param modified
 *            the header Last-Modified; "" for none
 * @param size
 *            in bytes
 */
record ObjectVersion(String tag, String modified, long size) {

	static ObjectVersion of(final HttpAnswer answer, final long size) {
		return new ObjectVersion(answer.header("ETag").orElse(""), answer.header("Last-Modified").orElse(""), size);
	}

	/** The tag, if servers compare by it: weak ones never match. */
	Optional<String> strongTag() {
		return tag.isEmpty() || tag.startsWith("W/") ? Optional.empty() : Optional.of(tag);
	}

	/** Whether another answer is of the same object: what both tell is the same. */
	boolean isSameAs(final ObjectVersion other) {
		if (size != other.size) return false;
		if (!tag.isEmpty() && !other.tag.isEmpty()) return tag.equals(other.tag);
		return modified.isEmpty() || other.modified.isEmpty() || modified.equals(other.modified);
	}

	/** Whether a change would show for sure. */
	boolean isTelling() {
		return !tag.isEmpty() || !modified.isEmpty();
	}
}

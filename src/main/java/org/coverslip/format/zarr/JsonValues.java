package org.coverslip.format.zarr;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of descriptions, which may be anything: what is of another kind than expected counts as missing. */
final class JsonValues {

	private JsonValues() {}

	@SuppressWarnings("unchecked") // JsonReader makes no other maps
	static Map<String, Object> map(final Object value) {
		return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
	}

	static List<?> list(final Object value) {
		return value instanceof List<?> list ? list : List.of();
	}

	static Optional<String> text(final Object value) {
		return value instanceof String text ? Optional.of(text) : Optional.empty();
	}

	/** Numbers, if the value is a list of finite ones and nothing else. */
	static Optional<double[]> numbers(final Object value) {
		final List<?> list = list(value);
		final double[] numbers = new double[list.size()];
		for (int i = 0; i < numbers.length; i++) {
			if (!(list.get(i) instanceof Number number) || !Double.isFinite(number.doubleValue()))
				return Optional.empty();
			numbers[i] = number.doubleValue();
		}
		return value instanceof List ? Optional.of(numbers) : Optional.empty();
	}
}

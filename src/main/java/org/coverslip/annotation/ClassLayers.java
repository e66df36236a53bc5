package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Annotations that are sorted into layers, as ImageScope and HALO have them, one for each class and colour: they wait
 * here until all are known, in bounded memory. For one thread.
 */
public final class ClassLayers implements Closeable {

	/** Properties that begin so are those of the layer. */
	public static final String LAYER_PROPERTY = "Layer: ";

	/**
	 * A layer.
	 *
	 * @param name
	 *            of the class; empty if there is none
	 * @param color
	 *            0xRRGGBB
	 * @param locked
	 *            whether it must not be altered
	 * @param properties
	 *            of the layer, without {@link ClassLayers#LAYER_PROPERTY} before them
	 */
	public record Layer(String name, int color, boolean locked, Map<String, String> properties) {}

	private final AnnotationLists lists = new AnnotationLists();
	private final Map<Layer, Integer> numbers = new HashMap<>();
	private final List<Layer> layers = new ArrayList<>();
	private final int colorOfNone;
	private final Losses losses;

	/**
	 * @param colorOfNone
	 *            0xRRGGBB, of annotations without class and colour
	 */
	public ClassLayers(final int colorOfNone, final Losses losses) {
		this.colorOfNone = colorOfNone;
		this.losses = losses;
	}

	/** Puts an annotation into its layer. */
	public void put(final Annotation annotation) throws IOException {
		final Layer layer = layerOf(annotation);
		Integer number = numbers.get(layer);
		if (number == null) {
			number = lists.newList();
			numbers.put(layer, number);
			layers.add(layer);
		}
		lists.put(number, annotation);
	}

	private Layer layerOf(final Annotation annotation) {
		final Map<String, String> properties = new TreeMap<>();
		annotation.properties().forEach((key, value) -> {
			if (key.startsWith(LAYER_PROPERTY)) properties.put(key.substring(LAYER_PROPERTY.length()), value);
		});
		final int color = annotation.classification().map(Classification::shownColor)
			.orElseGet(() -> annotation.color().orElse(colorOfNone));
		if (annotation.classification().isEmpty())
			losses.changed("what has no class was put into a layer without a name");
		else if (annotation.color().orElse(color) != color)
			losses.changed("an annotation of another colour than its class was given the colour of that");
		return new Layer(annotation.classification().map(Classification::name).orElse(""), color,
			annotation.isLocked(), Map.copyOf(properties));
	}

	/** The layers, in the order of their first annotations. */
	public List<Layer> layers() {
		return List.copyOf(layers);
	}

	/** Hands over the annotations of a layer, in their order. */
	public void read(final Layer layer, final AnnotationSink sink) throws IOException {
		lists.read(numbers.get(layer), sink);
	}

	@Override
	public void close() throws IOException {
		lists.close();
	}
}

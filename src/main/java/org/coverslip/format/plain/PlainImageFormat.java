package org.coverslip.format.plain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.ByteSource;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/** PNG, JPEG, BMP and JPEG XR: one level, decoded only once, when it is first looked at. */
public final class PlainImageFormat implements SlideFormat {

	@Override
	public String name() {
		return "plain image";
	}

	@Override
	public Set<String> endings() {
		return Set.of("png", "jpg", "jpeg", "bmp", "jxr");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return PlainImageKind.of(probe) != null ? Detection.accept()
			: Detection.refuse("it is not a PNG, JPEG, BMP or JPEG XR");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final PlainImageKind kind = PlainImageKind.of(probe);
		final ByteSource source = probe.takeSource();
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), source);
		try {
			final PlainImage image = switch (kind) {
				case JPEG -> JpegImage.open(source, probe.file(), lifetime);
				case PNG -> PngImage.open(source, probe.file(), lifetime);
				case BMP -> BmpImage.open(source, probe.file(), lifetime);
				case JPEG_XR -> JxrImage.open(source, probe.file(), lifetime);
			};
			final Level level = image.level(kind.compression());
			final Scene scene = Scene.builder(lifetime)
				.channels(List.of(level.samples() == 3 ? Channel.rgb() : Channel.named("")))
				.levels(List.of(level)).categorical(image.indexed() ? Optional.of(true) : Optional.empty()).build();
			return new OpenedSlide(new SlideMetadata(probe.file(), name(), Map.of(), image.iccProfile()),
				List.of(scene), List.of(),
				lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}
}

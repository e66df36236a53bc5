package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.ByteSource;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * Hamamatsu VMS: a text that names large JPEGs in columns and rows, for one or several focal planes, with a map of the
 * whole slide, the macro image, and a list of where restart intervals begin.
 */
public final class HamamatsuVmsFormat implements SlideFormat {

	@Override
	public String name() {
		return "Hamamatsu VMS";
	}

	@Override
	public Set<String> endings() {
		return Set.of("vms");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return SpecimenFiles.detect(probe, SpecimenIndex.Kind.VMS);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return SpecimenFiles.open(probe, SpecimenIndex.Kind.VMS, this::assemble);
	}

	private Slide assemble(final SpecimenIndex index, final SpecimenFiles files, final ByteSource text,
		final SlideLifetime lifetime)
		throws IOException
	{
		final VmsPyramid pyramid = VmsPyramid.read(index, files.siblings(), files.pool(), lifetime);
		final OpenSlideProperties properties = SpecimenProperties.of(index, pyramid.levels(), text, pyramid.map());
		pyramid.comment().ifPresent(comment -> properties.put(OpenSlideProperties.COMMENT, comment));
		final Scene scene = Scene.builder(lifetime)
			.channels(List.of(pyramid.samples() == 3 ? Channel.rgb() : Channel.named("")))
			.sizeZ(pyramid.planes()).levels(pyramid.levels())
			.pixelSize(SpecimenProperties.pixelSize(index, pyramid.levels().get(0)))
			.objectivePower(SpecimenProperties.objectivePower(index)).build();
		final List<AssociatedImage> images = files.macro(index, lifetime);
		final SlideMetadata metadata =
			new SlideMetadata(index.file(), name(), properties.toMap(), null).withFiles(files.siblings().found());
		return new OpenedSlide(metadata, List.of(scene), images, lifetime);
	}
}

package org.coverslip.format.metamorph;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.format.tiff.TiffStack;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * MetaMorph STK: a TIFF whose one directory describes the first plane; each further plane's strips follow directly
 * behind those of the plane before, which take the same number of bytes.
 */
public final class StkFormat implements SlideFormat {

	@Override
	public String name() {
		return "MetaMorph STK";
	}

	@Override
	public Set<String> endings() {
		return Set.of("stk", "tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		final Ifd first = tiff.get().ifds().get(0);
		return first.has(StackTags.UIC2) && !first.isTiled() && !tiff.get().isBigTiff() ? Detection.accept()
			: Detection.refuse("its first directory has no tag " + StackTags.UIC2 + " of MetaMorph");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final StackTags tags = StackTags.of(tiff);
		final TiffPages described = TiffPages.of(tiff, List.of(TiffImage.parse(tiff, first)), UnaryOperator.identity())
			.limited(1);
		final int claimed = (int) tags.axes().count();
		final long bytes = planeBytes(tiff, first);
		final long start = first.longs(STRIP_OFFSETS)[0];
		final int count = (int) Math.max(1, Math.min(claimed, (tiff.source().size() - start) / bytes));
		final TiffPages pages = count == 1 ? described : described.followed(count, bytes);
		final List<String> notShown = new ArrayList<>();
		if (count < claimed)
			notShown.add((claimed - count) + " of the " + claimed
				+ " planes that MetaMorph's tags tell of are not in the file");
		notShown.addAll(LeftOutPages.ofDirectories(tiff, pages.shown(), List.of()));
		final Scene scene = TiffStack.of(pages, tags.axes().places(count)).scenes(List.of(), lifetime).get(0)
			.pixelSize(tags.pixelSize()).pixelSizeZ(tags.pixelSizeZ()).build();
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.addTags(properties, first);
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), first.bytes(ICC_PROFILE));
		return new OpenedSlide(metadata.withNotShown(notShown), List.of(scene), List.of(), lifetime);
	}

	/** From the beginning of the first strip to the end of the last one. */
	private static long planeBytes(final TiffFile tiff, final Ifd first) throws IOException {
		final long[] offsets = first.longs(STRIP_OFFSETS);
		final long[] lengths = first.longs(STRIP_BYTE_COUNTS);
		final long bytes = lengths.length < offsets.length ? 0
			: offsets[offsets.length - 1] + lengths[offsets.length - 1] - offsets[0];
		if (bytes < 1 || offsets[0] < 0 || offsets[0] > tiff.source().size())
			throw new SlideFormatException(tiff.file(), first.offset(), "strips that follow one another",
				bytes + " bytes a plane");
		return bytes;
	}
}

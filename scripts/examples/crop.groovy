#@ File (label = "Slide", style = "open") input
#@ File (label = "Pyramidal TIFF", style = "save") output
#@ Long (label = "Left edge, level-0 pixels", value = 0) x
#@ Long (label = "Top edge, level-0 pixels", value = 0) y
#@ Long (label = "Width", value = 4096) width
#@ Long (label = "Height", value = 4096) height

// Cuts a region out of a slide at full resolution and writes it as a pyramidal TIFF.
// Memory stays small whatever the region's size: the slide is read tile by tile.

import org.coverslip.detect.SlideOpener
import org.coverslip.export.PyramidTiffOptions
import org.coverslip.export.PyramidTiffOptions.Compression
import org.coverslip.export.PyramidTiffWriter
import org.coverslip.geom.Region
import org.coverslip.slide.ProgressListener

SlideOpener.open(input.toPath()).withCloseable { slide ->
  def scene = slide.scenes()[0]
  def options = PyramidTiffOptions.builder()
    .compression(Compression.LZW)
    .iccProfile(slide.metadata().iccProfile())
    .build()
  def written = PyramidTiffWriter.write(scene, new Region(x, y, width, height), options, output.toPath(), ProgressListener.NONE)
  println "wrote $written to $output"
}

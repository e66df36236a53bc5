#@ File (label = "Slide", style = "open") input
#@ File (label = "Filtered slide (pyramidal TIFF)", style = "save") output
#@ Double (label = "Radius of the median, pixels", value = 2) radius

// Runs an ImageJ filter over a whole slide without ever having the slide in memory: the filtered slide is a picture whose blocks are
// computed when they are asked for, each with a margin around it in which the filter can look, so that no seams show.

import ij.plugin.filter.RankFilters
import ij.process.ColorProcessor
import org.coverslip.api.Slides
import org.coverslip.export.tiff.PyramidTiffOptions
import org.coverslip.export.walk.SlideWriter
import org.coverslip.slide.BlockFunction
import org.coverslip.slide.ProgressListener
import org.coverslip.slide.RegionPixels
import org.coverslip.slide.Scene

def median = { around ->
  def pixels = around.pixels()
  def processor = new ColorProcessor(pixels.width(), pixels.height(), new RegionPixels(pixels, null).toArgb())
  new RankFilters().rank(processor, radius, RankFilters.MEDIAN)
  RegionPixels.ofArgb(pixels.width(), pixels.height(), (int[]) processor.pixels).block()
} as BlockFunction

Slides.open(input.path).withCloseable { slide ->
  def filtered = Scene.computed(slide.view("").engine().map((int) radius + 1, median))
  def options = PyramidTiffOptions.builder().tileSize(512).build()
  SlideWriter.write(filtered, filtered.level(0).region(), options, output.toPath(), ProgressListener.NONE)
  println "wrote ${filtered.width()} x ${filtered.height()} pixels to $output"
}

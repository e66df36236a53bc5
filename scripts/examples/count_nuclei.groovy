#@ File (label = "Slide", style = "open") input
#@ File (label = "Annotations", style = "open") annotations
#@ File (label = "Table (CSV)", style = "save") output
#@ String (label = "Options of nuclei", value = "diameter=8 threshold=0.1") options

// Counts the nuclei in each annotated area of a slide, and how many there are in a square millimetre. The slide is read where
// it is annotated, tile by tile.

import org.coverslip.annotation.AnnotationFile
import org.coverslip.annotation.Remarks
import org.coverslip.annotation.SlideFrame
import org.coverslip.annotation.file.AnnotationFiles
import org.coverslip.api.Slides
import org.coverslip.option.ProcessOptions
import org.coverslip.process.FoundObjects
import org.coverslip.process.KnownFunctions
import org.coverslip.process.SelectedAreas
import org.coverslip.process.TilePlan
import org.coverslip.slide.Picture
import org.coverslip.slide.ProgressListener
import org.coverslip.slide.RegionReader
import org.coverslip.slide.TileCache

Slides.open(input.path).withCloseable { slide ->
  def scene = slide.scene(0).engine()
  def frame = SlideFrame.of(slide.engine(), scene)
  def areas = []
  def file = AnnotationFile.of(annotations.toPath())
  AnnotationFiles.read(file, AnnotationFiles.formatOf(file), frame, Optional.empty(), new Remarks(), { areas << it })

  def where = SelectedAreas.of(scene, frame, 0, 0, ProcessOptions.WHERE.parse("annotations=[$annotations]"), new Remarks(),
    ProgressListener.NONE)
  def picture = Picture.of(scene, new RegionReader(TileCache.shared())).build()
  def nuclei = KnownFunctions.ofWord("nuclei")
  def finder = nuclei.finder(picture, nuclei.options().parse(options), ProgressListener.NONE)
  def found = FoundObjects.search(finder, where, new TilePlan(picture, 1024, 0, [:]),
    Runtime.runtime.availableProcessors(), ProgressListener.NONE)

  def pixel = scene.pixelSize().get()
  output.withPrintWriter("UTF-8") { table ->
    table.println "Name,Class,Area_mm2,Nuclei,Nuclei_per_mm2"
    areas.findAll { it.geometry().area() > 0 }.each { area ->
      def count = found.points().count { area.geometry().contains(found.x0(it), found.y0(it)) }
      def mm2 = area.geometry().area() * pixel.xUm() * pixel.yUm() / 1e6
      def words = [area.name().orElse(""), area.classification().map { it.name() }.orElse("")]
      def quoted = words.collect { '"' + it.replace('"', '""') + '"' }.join(",")
      table.println "$quoted,${mm2.round(6)},$count,${(count / mm2).round(1)}"
    }
  }
  println "${found.points().size()} nuclei in ${areas.size()} annotations; see $output"
}

#@ File (label = "Slide", style = "open") input
#@ File (label = "Pyramidal TIFF", style = "save") output
#@ Long (label = "Left edge, level-0 pixels", value = 0) x
#@ Long (label = "Top edge, level-0 pixels", value = 0) y
#@ Long (label = "Width", value = 4096) width
#@ Long (label = "Height", value = 4096) height

// Cuts a region out of a slide at full resolution and writes it as a pyramidal TIFF.
// Memory stays small whatever the region's size: the slide is read tile by tile.

import org.coverslip.api.Slides

Slides.open(input.path).withCloseable { slide ->
  slide.convert(output.path, "region=$x,$y,$width,$height associated=none")
  println "wrote $width x $height pixels to $output"
}

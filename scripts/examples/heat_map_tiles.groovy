#@ File (label = "Slide", style = "open") input
#@ File (label = "Heat map (pyramidal TIFF)", style = "save") output
#@ Integer (label = "Tile size", value = 256) tileSize

// Goes over a slide in tiles and writes a value for each, tile by tile, as a picture of the slide's own size: the way in which
// a network's predictions become a heat map that lies in register over the slide. The value here is how dark the tile is;
// tiles of plain glass are left out, and stay absent in the file.

import groovy.transform.CompileStatic
import org.coverslip.api.Slides
import org.coverslip.export.tiff.PyramidTiffOptions
import org.coverslip.export.walk.SlideWriter
import org.coverslip.export.walk.TileCanvas
import org.coverslip.pixel.BlockShape
import org.coverslip.pixel.PixelBlock
import org.coverslip.pixel.PixelType
import org.coverslip.slide.ProgressListener

Slides.open(input.path).withCloseable { slide ->
  def pixelSize = slide.scene(0).engine().pixelSize()
  def canvas = TileCanvas.builder(slide.width(), slide.height(), PixelType.UINT8, 1).pixelSize(pixelSize).create()
  canvas.withCloseable {
    def written = 0
    for (long y = 0; y < slide.height(); y += tileSize)
      for (long x = 0; x < slide.width(); x += tileSize) {
        def darkness = 255 - brightness(slide.argb(x, y, tileSize, tileSize))
        if (darkness < 20) continue
        canvas.write(x, y, filled(tileSize, darkness))
        written++
      }
    def map = canvas.finish()
    SlideWriter.write(map, map.level(0).region(), PyramidTiffOptions.builder().build(), output.toPath(), ProgressListener.NONE)
    println "$written tiles of tissue written to $output"
  }
}

@CompileStatic
static int brightness(int[] argb) {
  long sum = 0
  for (int pixel : argb)
    sum += pixel == 0 ? 3 * 255 : (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255) // 0: beyond the slide, as bright as glass
  (int) (sum / (3 * argb.length))
}

static PixelBlock filled(int size, int value) {
  def bytes = new byte[size * size]
  Arrays.fill(bytes, (byte) value)
  new PixelBlock(new BlockShape(size, size, 1, PixelType.UINT8), bytes)
}

#@ File (label = "Slide", style = "open") input
#@ File (label = "Heat map (pyramidal TIFF)", style = "save") output
#@ Integer (label = "Tile size", value = 256) tileSize

// Goes over a slide in tiles and writes a value for each, tile by tile, as a picture of the slide's own size: the way in which
// a network's predictions become a heat map that lies in register over the slide. The value here is how dark the tile is;
// tiles of plain glass are left out, and stay absent in the file.

import groovy.transform.CompileStatic
import org.coverslip.detect.SlideOpener
import org.coverslip.export.PyramidTiffOptions
import org.coverslip.export.PyramidTiffWriter
import org.coverslip.export.TileCanvas
import org.coverslip.geom.Region
import org.coverslip.pixel.BlockShape
import org.coverslip.pixel.PixelBlock
import org.coverslip.pixel.PixelType
import org.coverslip.slide.Plane
import org.coverslip.slide.ProgressListener
import org.coverslip.slide.RegionReader
import org.coverslip.slide.TileCache

SlideOpener.open(input.toPath()).withCloseable { slide ->
  def scene = slide.scenes()[0]
  def reader = new RegionReader(TileCache.shared())
  def canvas = TileCanvas.builder(scene.width(), scene.height(), PixelType.UINT8, 1).pixelSize(scene.pixelSize()).create()
  canvas.withCloseable {
    def written = 0
    for (long y = 0; y < scene.height(); y += tileSize)
      for (long x = 0; x < scene.width(); x += tileSize) {
        def pixels = reader.read(scene, 0, Plane.FIRST, new Region(x, y, tileSize, tileSize)).over(scene.background())
        def darkness = 255 - mean(pixels.bytes())
        if (darkness < 20) continue
        canvas.write(x, y, filled(tileSize, darkness))
        written++
      }
    def map = canvas.finish()
    PyramidTiffWriter.write(map, map.level(0).region(), PyramidTiffOptions.builder().build(), output.toPath(), ProgressListener.NONE)
    println "$written tiles of tissue written to $output"
  }
}

@CompileStatic
static int mean(byte[] samples) {
  long sum = 0
  for (byte sample : samples)
    sum += sample & 0xff
  (int) (sum / samples.length)
}

static PixelBlock filled(int size, int value) {
  def bytes = new byte[size * size]
  Arrays.fill(bytes, (byte) value)
  new PixelBlock(new BlockShape(size, size, 1, PixelType.UINT8), bytes)
}

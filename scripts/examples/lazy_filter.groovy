#@ File (label = "Slide", style = "open") input
#@ File (label = "Filtered slide (pyramidal TIFF)", style = "save") output
#@ Double (label = "Radius of the median, pixels", value = 2) radius

// Runs an ImageJ filter over a whole slide without ever having the slide in memory: the filtered slide is an ImgLib2 image whose
// cells are computed when they are asked for, from a piece of the slide that is larger by what the filter looks at around each
// pixel, so that no seams show. Writing it asks for each cell once.

import ij.plugin.filter.RankFilters
import ij.process.ColorProcessor
import net.imglib2.img.basictypeaccess.array.IntArray
import net.imglib2.img.cell.Cell
import net.imglib2.img.cell.CellGrid
import net.imglib2.img.cell.LazyCellImg
import net.imglib2.type.numeric.ARGBType
import org.coverslip.detect.SlideOpener
import org.coverslip.export.PyramidTiffOptions
import org.coverslip.export.PyramidTiffWriter
import org.coverslip.geom.Region
import org.coverslip.img.ImageScene
import org.coverslip.img.ImageSceneOptions
import org.coverslip.slide.Plane
import org.coverslip.slide.ProgressListener
import org.coverslip.slide.RegionPixels
import org.coverslip.slide.RegionReader
import org.coverslip.slide.TileCache

def cellSize = 512
def margin = (int) radius + 1

SlideOpener.open(input.toPath()).withCloseable { slide ->
  def scene = slide.scenes()[0]
  def reader = new RegionReader(TileCache.shared())
  def grid = new CellGrid([scene.width(), scene.height()] as long[], [cellSize, cellSize] as int[])

  def compute = { long index ->
    def min = new long[2]
    def size = new int[2]
    grid.getCellDimensions(index, min, size)
    def around = new Region(min[0] - margin, min[1] - margin, size[0] + 2 * margin, size[1] + 2 * margin)
    def pixels = new RegionPixels(reader.read(scene, 0, Plane.FIRST, around).over(scene.background()), null)
    def processor = new ColorProcessor((int) around.width(), (int) around.height(), pixels.toArgb())
    new RankFilters().rank(processor, radius, RankFilters.MEDIAN)
    processor.setRoi(margin, margin, size[0], size[1])
    new Cell(size, min, new IntArray((int[]) processor.crop().pixels))
  }.memoizeAtMost(16) // a cell is asked for row by row, and must not be computed each time
  def filtered = new LazyCellImg(grid, new ARGBType(), compute as LazyCellImg.Get)

  def result = ImageScene.of(filtered, ImageSceneOptions.named("median of $slide").withPixelSize(scene.pixelSize()).withTileSize(cellSize))
  def options = PyramidTiffOptions.builder().tileSize(cellSize).build()
  PyramidTiffWriter.write(result, result.level(0).region(), options, output.toPath(), ProgressListener.NONE)
  println "wrote ${result.width()} x ${result.height()} pixels to $output"
}

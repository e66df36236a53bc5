#@ File (label = "Folder of slides", style = "directory") input
#@ File (label = "Folder for the TIFFs", style = "directory") output
#@ String (label = "Compression", choices = {"keep", "lzw", "deflate", "jpeg"}, value = "jpeg") compression
#@ Integer (label = "Quality of JPEG", value = 90) quality

// Converts all slides of a folder to pyramidal TIFFs. A slide whose TIFF is there already is passed over, so that an
// interrupted run can be started again; a file that is no slide, or a damaged one, is reported and does not stop the others.

import org.coverslip.api.Slides

def converted = 0
def failed = 0
input.listFiles().findAll { it.isFile() }.sort().each { file ->
  def target = new File(output, file.name.replaceAll(/\.[^.]*$/, "") + ".tif")
  if (target.exists()) {
    println "$file.name: there already"
    return
  }
  try {
    Slides.open(file.path).withCloseable { slide ->
      slide.convert(target.path, "compression=$compression quality=$quality")
    }
    converted++
    println "$file.name: written to $target"
  }
  catch (IOException | IllegalArgumentException e) {
    failed++
    println "$file.name: $e.message"
  }
}
println "$converted converted, $failed failed"

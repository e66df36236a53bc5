#@ File (label = "Folder of slides", style = "directory") input
#@ File (label = "Folder for the TIFFs", style = "directory") output
#@ String (label = "Compression", choices = {"keep", "lzw", "deflate", "jpeg"}, value = "jpeg") compression
#@ Integer (label = "Quality of JPEG", value = 90) quality

// Converts all slides of a folder to pyramidal TIFFs, in the language of ImageJ's macros. A slide whose TIFF is there already is
// passed over, so that an interrupted run can be started again.
// Parameters are written as key=value, those that are switched on as well: "associated=true".

files = getFileList(input);
converted = 0;
for (i = 0; i < files.length; i++) {
	slide = input + File.separator + files[i];
	target = output + File.separator + File.getNameWithoutExtension(slide) + ".tif";
	if (File.isDirectory(slide) || File.exists(target)) continue;
	run("Convert Slide...", "input=[" + slide + "] output=[" + target + "] compression=" + compression + " quality=" + quality);
	converted++;
}
print(converted + " converted");

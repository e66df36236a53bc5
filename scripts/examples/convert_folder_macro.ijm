#@ File (label = "Folder of slides", style = "directory") input
#@ File (label = "Folder for the TIFFs", style = "directory") output
#@ String (label = "Compression", choices = {"keep", "lzw", "deflate", "jpeg"}, value = "jpeg") compression
#@ Integer (label = "Quality of JPEG", value = 90) quality

// Converts all slides of a folder to pyramidal TIFFs, in the language of ImageJ's macros. A slide whose TIFF is there already is
// passed over, so that an interrupted run can be started again; a file that is no slide, or a damaged one, is reported and does not
// stop the others: where run(...) would end the macro, this call gives the problem, or nothing.

files = getFileList(input);
converted = 0;
failed = 0;
for (i = 0; i < files.length; i++) {
	slide = input + File.separator + files[i];
	target = output + File.separator + File.getNameWithoutExtension(slide) + ".tif";
	if (File.isDirectory(slide) || File.exists(target)) continue;
	problem = call("org.coverslip.app.Attempt.run", "Convert Slide...",
		"input=[" + slide + "] output=[" + target + "] compression=" + compression + " quality=" + quality);
	if (problem == "") converted++;
	else {
		failed++;
		print(files[i] + ": " + problem);
	}
}
print(converted + " converted, " + failed + " failed");

// The picture of the guide: annotations of QuPath on an overview, in the ROI Manager, and on a crop. Argument: the slide.
slide = getArgument();
run("Open Overview...", "input=[" + slide + "] scene=0 size=760");
overview = getImageID();
setLocation(16, 116);
run("Import Annotations...", "annotations=scripts/screenshots/annotations.geojson");
selectWindow("ROI Manager");
setLocation(798, 438);
selectImage(overview);
makeRectangle(400, 252, 100, 62);
run("Crop ROI to Image...", "level=1 pixelSize=0 magnification=0");
run("Import Annotations...", "annotations=scripts/screenshots/annotations.geojson into=overlay");
setLocation(798, 12, 640, 415);
selectWindow("Log");
run("Close");
selectImage(overview);
run("Select None");
roiManager("select", 4);

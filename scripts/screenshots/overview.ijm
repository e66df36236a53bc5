// The picture of the README: an overview with a region, and that region in full resolution. Argument: the slide.
slide = getArgument();
run("Open Overview...", "input=[" + slide + "] scene=0 size=760");
overview = getTitle();
setLocation(16, 116);
makeRectangle(324, 166, 60, 64);
run("Crop ROI to Image...", "level=0 pixelSize=0 magnification=0");
setLocation(798, 12, 650, 695);
selectImage(overview);

// A day's work with slides, in twelve steps before a screen, which DayTest runs: after each a line in day.txt, and a picture.
// Argument: a folder with the folder "slides", in which are cells.tif and tissue.svs.

folder = getArgument() + "/";
slide = folder + "slides/tissue.svs";

function step(number, name, state) {
	File.append(number + " " + name + ": " + state, folder + "day.txt");
	call("org.coverslip.app.DayPictures.take", folder + number + "-" + name + ".png");
}

run("Open Overview...", "input=[" + slide + "] scene=0 size=600");
overview = getImageID();
getPixelSize(unit, pixelWidth, pixelHeight);
step("01", "open", "" + getWidth() + " x " + getHeight() + ", " + pixelWidth * getWidth() + " " + unit + " wide");

run("Open Slide...", "input=[" + slide + "] scene=0 magnification=10");
run("Set... ", "zoom=100 x=300 y=200");
step("02", "look", "" + getWidth() + " x " + getHeight());
close();

selectImage(overview);
run("ROI Manager...");
makeRectangle(60, 50, 120, 100); Roi.setName("box"); roiManager("Add");
makeOval(250, 120, 140, 90); Roi.setName("oval"); roiManager("Add");
makePolygon(420, 250, 540, 270, 520, 380, 440, 360); Roi.setName("corner"); roiManager("Add");
roiManager("Show All with labels");
step("03", "three ROIs", "" + roiManager("count"));

roiManager("Deselect");
run("Crop ROIs...", "as=tiff output=[" + folder + "crops] mask=white pixelSize=0.5");
names = getFileList(folder + "crops");
Array.sort(names);
step("04", "crop all", String.join(names, " "));

run("Open Overview...", "input=[" + folder + "crops/" + names[2] + "] scene=0 size=600");
run("8-bit");
setThreshold(0, 254); // the oval without the white outside of it
run("Set Measurements...", "area limit redirect=None decimal=3");
run("Measure");
step("05", "measure", d2s(getResult("Area", 0) / 280 / 180, 2) + " of the bounds");
close();

selectImage(overview);
makeRectangle(250, 120, 140, 90);
run("Crop ROI to Image...", "pixelSize=1");
run("Gaussian Blur...", "sigma=2");
getStatistics(area, mean, min, max, deviation);
step("06", "filter", "" + getWidth() + " x " + getHeight());

run("Save as Pyramidal TIFF...", "output=[" + folder + "filtered.tif] compression=deflate");
step("07", "save", "" + File.exists(folder + "filtered.tif"));
while (nImages > 0) { selectImage(1); setOption("Changes", false); close(); }

run("Open Overview...", "input=[" + folder + "filtered.tif] scene=0 size=600");
getPixelSize(unit, pixelWidth, pixelHeight);
step("08", "reopen", "" + getWidth() + " x " + getHeight() + ", " + pixelWidth + " " + unit);

makeRectangle(100, 50, 150, 100);
run("Crop ROI to TIFF...", "output=[" + folder + "part.tif] compression=deflate");
run("Open Slide...", "input=[" + folder + "part.tif] scene=0 level=0");
step("09", "continue", "" + getWidth() + " x " + getHeight());

run("Process Folder...", "input=[" + folder + "slides] output=[" + folder + "results] task=convert options=[compression=deflate]");
names = getFileList(folder + "results");
Array.sort(names);
step("10", "batch", String.join(names, " "));

print("\\Clear");
run("View in Browser...", "input=[" + folder + "slides] port=0 browser=false");
page = getInfo("log");
step("11", "browser", call("org.coverslip.app.DayPictures.browse", String.trim(page), folder + "11-page.png"));
run("Stop Slide Server");

List.setCommands;
if (List.get("Browse in BigDataViewer...") == "") step("12", "BigDataViewer", "needs Fiji");
else {
	run("Browse in BigDataViewer...", "input=[" + slide + "] scene=0");
	wait(3000); // for the picture: nothing tells when all tiles are drawn
	step("12", "BigDataViewer", "shown");
}

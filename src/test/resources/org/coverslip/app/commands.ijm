// Commands of ImageJ's menus, and after each the state in which it leaves the images, the table and the selection, appended to the file
// states.txt in the folder that is the argument. ScreenlessCommandsTest runs this with a screen and without.

var more = ""; // to be told of besides the images
var folder = getArgument() + "/";
function image(type) { newImage("i", type + " black", 40, 30, 1); pattern(); }
function stack(type, n) { newImage("s", type + " black", 40, 30, n); pattern(); }
function square() { newImage("f", "8-bit black", 64, 64, 1); pattern(); }
function ramp(w, h) { newImage("b", "8-bit ramp", w, h, 1); }
function spots() { newImage("m", "8-bit black", 40, 30, 1); setColor(255); fillRect(4, 5, 9, 8); fillOval(16, 3, 14, 12); fillOval(25, 8, 12, 12); fillRect(5, 18, 14, 9); setColor(0); fillRect(9, 21, 4, 3); setOption("BlackBackground", true); }
function pattern() {
	for (s = 1; s <= nSlices; s++) {
		setSlice(s);
		for (y = 0; y < getHeight(); y++) for (x = 0; x < getWidth(); x++) {
			v = (x * x * 3 + y * 17 + x * y + s * 29) % 251;
			if (bitDepth() == 24) v = v * 65536 + (251 - v) * 256 + (v * 7) % 256;
			else if (bitDepth() != 8) v = v * 5 + 3;
			setPixel(x, y, v);
		}
	}
	setSlice(1);
	if (bitDepth() != 24) resetMinAndMax();
}
function describe() {
	getDimensions(w, h, c, z, t);
	getVoxelSize(vw, vh, vd, unit);
	text = getTitle() + " " + w + "x" + h + " " + c + "," + z + "," + t + " " + bitDepth() + " bit, " + vw + " " + vh + " " + vd + unit;
	if (bitDepth() != 24) { getMinAndMax(low, high); text = text + ", " + low + ".." + high; getThreshold(low, high); text = text + " " + low + ".." + high; }
	text = text + ", selection " + selectionType();
	if (selectionType() >= 0) { getSelectionBounds(x, y, bw, bh); text = text + " " + x + "," + y + "," + bw + "," + bh; }
	text = text + ", overlay " + Overlay.size + ", sum";
	here = getSliceNumber();
	for (s = 1; s <= nSlices; s++) {
		setSlice(s);
		sum = 0;
		if (w * h < 8000) { for (y = 0; y < h; y++) for (x = 0; x < w; x++) sum = (sum * 31 + getValue(x, y)) % 1000003; }
		else { getRawStatistics(n, mean, min, max, std, hist); sum = mean + "/" + min + "/" + max + "/" + std; }
		text = text + " " + sum;
	}
	setSlice(here);
	if (bitDepth() != 24) { getLut(r, g, b); sum = 0; for (k = 0; k < r.length; k++) sum = (sum * 31 + r[k] + 3 * g[k] + 7 * b[k]) % 1000003; text = text + " lut " + sum; }
	return text;
}
function tell(name) {
	line = name + ": " + more;
	setBatchMode(true); // so that no window comes between
	for (i = 1; i <= nImages; i++) { selectImage(i); line = line + " [" + describe() + "]"; }
	if (nResults > 0) {
		heads = split(Table.headings("Results"), "\t");
		for (r = 0; r < nResults; r++) for (k = 0; k < heads.length; k++) if (heads[k] != " ") line = line + " " + heads[k] + "=" + getResultString(heads[k], r);
	}
	File.append(replace(line, "\n", "\\\\n"), folder + "states.txt");
	setBatchMode(false);
	while (nImages > 0) { selectImage(1); if (is("changes")) setOption("Changes", false); close(); }
	run("Clear Results");
	run("Set Measurements...", "area mean min redirect=None decimal=3");
	more = "";
}

image("16-bit"); run("8-bit"); tell("8-bit");
image("8-bit"); run("16-bit"); tell("16-bit");
image("8-bit"); run("32-bit"); tell("32-bit");
image("RGB"); run("8-bit Color", "number=16"); tell("8-bit Color");
image("8-bit"); run("RGB Color"); tell("RGB Color");
image("RGB"); run("RGB Stack"); tell("RGB Stack");
image("RGB"); run("HSB Stack"); tell("HSB Stack");
image("RGB"); run("Lab Stack"); tell("Lab Stack");
image("8-bit"); run("Brightness/Contrast..."); setMinAndMax(20, 180); run("Apply LUT"); tell("Brightness/Contrast...");
image("8-bit"); run("Threshold..."); setThreshold(60, 170); setOption("BlackBackground", true); run("Convert to Mask"); tell("Threshold...");
image("8-bit"); setAutoThreshold("Otsu dark"); run("Create Selection"); tell("Auto threshold");
image("8-bit"); run("Size...", "width=21 height=17 depth=1 average interpolation=Bilinear"); tell("Size...");
image("8-bit"); run("Canvas Size...", "width=60 height=50 position=Center zero"); tell("Canvas Size...");
image("8-bit"); run("Properties...", "channels=1 slices=1 frames=1 unit=um pixel_width=0.25 pixel_height=0.5 voxel_depth=2 origin=3,4"); tell("Properties...");
image("8-bit"); run("Show Info..."); tell("Show Info...");
image("RGB"); run("Split Channels"); tell("Split Channels");
image("8-bit"); rename("r"); image("8-bit"); run("Invert"); rename("g"); run("Merge Channels...", "c1=r c2=g create"); tell("Merge Channels...");
image("8-bit"); run("Channels Tool..."); tell("Channels Tool...");
stack("8-bit", 2); run("Make Composite", "display=Composite"); run("Stack to RGB"); tell("Stack to RGB");
stack("8-bit", 3); run("Make Composite", "display=Color"); Stack.setDisplayMode("grayscale"); tell("Make Composite");
stack("8-bit", 3); run("Add Slice"); tell("Add Slice");
stack("8-bit", 3); setSlice(2); run("Delete Slice"); tell("Delete Slice");
stack("8-bit", 3); run("Next Slice [>]"); run("Delete Slice"); tell("Next Slice");
stack("8-bit", 4); run("Set Slice...", "slice=3"); run("Delete Slice"); tell("Set Slice...");
image("8-bit"); image("8-bit"); run("Invert"); run("Images to Stack", "name=Stack title=[] use"); tell("Images to Stack");
stack("8-bit", 3); run("Stack to Images"); tell("Stack to Images");
stack("8-bit", 4); run("Make Montage...", "columns=2 rows=2 scale=0.50 border=1"); tell("Make Montage...");
image("8-bit"); run("Montage to Stack...", "columns=2 rows=2 border=0"); tell("Montage to Stack...");
stack("8-bit", 4); makeLine(3, 5, 33, 20); run("Reslice [/]...", "output=1.000 slice_count=1 avoid"); tell("Reslice");
stack("8-bit", 4); run("Reslice [/]...", "output=1.000 start=Top avoid"); tell("Reslice from Top");
stack("8-bit", 4); run("Z Project...", "projection=[Standard Deviation]"); tell("Z Project...");
stack("16-bit", 4); run("Z Project...", "start=2 stop=4 projection=Median"); tell("Z Project median");
stack("8-bit", 4); run("Grouped Z Project...", "projection=[Max Intensity] group=2"); tell("Grouped Z Project...");
stack("8-bit", 4); run("3D Project...", "projection=[Brightest Point] axis=Y-Axis slice=1 initial=0 total=360 rotation=90 lower=1 upper=255 opacity=0 surface=100 interior=50"); tell("3D Project...");
stack("8-bit", 4); run("Plot Z-axis Profile"); tell("Plot Z-axis Profile");
stack("8-bit", 3); run("Label...", "format=0 starting=0 interval=1 x=2 y=20 font=12 text=[] range=1-3"); tell("Label...");
stack("8-bit", 3); run("Reverse"); tell("Reverse");
image("8-bit"); rename("a"); image("8-bit"); rename("b"); run("Combine...", "stack1=a stack2=b combine"); tell("Combine...");
stack("8-bit", 2); rename("a"); stack("8-bit", 3); rename("b"); run("Concatenate...", "  title=both image1=a image2=b"); tell("Concatenate...");
image("8-bit"); rename("a"); newImage("b", "8-bit white", 10, 8, 1); run("Insert...", "source=b destination=a x=5 y=6"); tell("Insert...");
stack("8-bit", 5); run("Make Substack...", "slices=2,4,5"); tell("Make Substack...");
stack("8-bit", 6); run("Reduce...", "reduction=2"); tell("Reduce...");
stack("8-bit", 6); run("Stack to Hyperstack...", "order=xyczt(default) channels=2 slices=3 frames=1 display=Composite"); tell("Stack to Hyperstack...");
stack("8-bit", 6); run("Stack to Hyperstack...", "order=xyczt(default) channels=2 slices=3 frames=1 display=Color"); run("Hyperstack to Stack"); tell("Hyperstack to Stack");
stack("8-bit", 6); run("Stack to Hyperstack...", "order=xyczt(default) channels=2 slices=3 frames=1 display=Color"); run("Reduce Dimensionality...", "channels keep"); tell("Reduce Dimensionality...");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Crop"); tell("Crop");
stack("8-bit", 4); makeOval(5, 6, 20, 11); run("Duplicate...", "title=copy duplicate range=2-3"); tell("Duplicate...");
image("8-bit"); run("Rename...", "title=[another name]"); tell("Rename...");
image("8-bit"); run("Scale...", "x=0.5 y=0.5 width=20 height=15 interpolation=Bicubic average create title=small"); tell("Scale...");
image("16-bit"); run("Scale...", "x=1.5 y=0.7 interpolation=None"); tell("Scale in place");
image("8-bit"); run("Flip Horizontally"); tell("Flip Horizontally");
image("RGB"); run("Flip Vertically"); tell("Flip Vertically");
stack("8-bit", 3); run("Flip Z"); tell("Flip Z");
image("8-bit"); run("Rotate 90 Degrees Right"); tell("Rotate 90 Degrees Right");
image("8-bit"); run("Rotate 90 Degrees Left"); tell("Rotate 90 Degrees Left");
image("8-bit"); run("Rotate... ", "angle=17 grid=1 interpolation=Bilinear enlarge"); tell("Rotate...");
image("8-bit"); run("Translate...", "x=3.5 y=-2 interpolation=Bicubic"); tell("Translate...");
image("16-bit"); run("Bin...", "x=2 y=3 bin=Median"); tell("Bin...");
image("8-bit"); makeRectangle(2, 2, 4, 3); run("Image to Results"); tell("Image to Results");
image("8-bit"); makeRectangle(2, 2, 4, 3); run("Image to Results"); run("Results to Image"); tell("Results to Image");
image("8-bit"); run("In [+]"); run("Out [-]"); run("Original Scale"); run("Set... ", "zoom=200 x=20 y=15"); tell("Zoom");
// without a window: ImageJ draws it from the outline that a window in the middle of painting changes
setBatchMode(true); image("8-bit"); makeRectangle(5, 6, 20, 11); run("Add Selection...", "stroke=red width=2"); run("Select None"); run("Flatten"); tell("Add Selection...");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Add Selection..."); run("Labels...", "color=white font=12 show draw"); run("Remove Overlay"); tell("Labels...");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Add Selection..."); run("Measure Overlay"); tell("Measure Overlay");
image("8-bit"); run("ROI Manager..."); makeRectangle(5, 6, 20, 11); roiManager("Add"); makeOval(1, 2, 8, 9); roiManager("Add"); roiManager("Deselect"); roiManager("Measure"); run("From ROI Manager"); roiManager("reset"); run("To ROI Manager"); more = more + roiManager("count"); tell("ROI Manager");
image("8-bit"); run("Fire"); run("RGB Color"); tell("Fire");
image("8-bit"); run("Red"); run("Grays"); tell("Grays");
image("8-bit"); run("3-3-2 RGB"); tell("3-3-2 RGB");
image("8-bit"); run("Invert LUT"); tell("Invert LUT");
image("8-bit"); makeRectangle(5, 6, 12, 11); run("Copy"); makeRectangle(20, 10, 12, 11); run("Paste"); run("Select None"); tell("Copy and Paste");
image("8-bit"); makeRectangle(5, 6, 12, 11); run("Cut"); run("Select None"); tell("Cut");
image("8-bit"); makeRectangle(5, 6, 12, 11); run("Copy"); run("Internal Clipboard"); tell("Internal Clipboard");
image("8-bit"); makeOval(5, 6, 20, 11); run("Clear Outside"); tell("Clear Outside");
image("8-bit"); setForegroundColor(90, 90, 90); makeOval(5, 6, 20, 11); run("Fill", "slice"); run("Draw", "slice"); tell("Fill");
image("16-bit"); run("Invert"); tell("Invert");
image("8-bit"); makeSelection("polygon", newArray(5, 30, 35, 10), newArray(5, 8, 25, 20)); run("Fit Spline"); tell("Fit Spline");
image("8-bit"); makeSelection("polygon", newArray(5, 30, 35, 10), newArray(5, 8, 25, 20)); run("Fit Ellipse"); tell("Fit Ellipse");
image("8-bit"); makeSelection("polygon", newArray(5, 30, 12, 35, 10), newArray(5, 8, 12, 25, 20)); run("Convex Hull"); tell("Convex Hull");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Make Inverse"); tell("Make Inverse");
image("8-bit"); makeOval(5, 6, 20, 11); run("Create Mask"); tell("Create Mask");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Scale... ", "x=0.5 y=0.7 centered"); tell("Selection scale");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Rotate...", "rotate angle=15"); tell("Selection rotate");
image("8-bit"); makeRectangle(5, 6, 20, 11); run("Enlarge...", "enlarge=3"); tell("Enlarge...");
image("8-bit"); makeOval(10, 8, 14, 11); run("Make Band...", "band=3"); tell("Make Band...");
image("8-bit"); run("Specify...", "width=11 height=9 x=20 y=15 oval centered"); tell("Specify...");
image("8-bit"); makeOval(10, 8, 14, 11); run("Interpolate", "interval=2 smooth"); tell("Interpolate");
image("8-bit"); makeSelection("polyline", newArray(5, 20, 35), newArray(5, 18, 9)); run("Straighten...", "title=straight line=8"); tell("Straighten...");
image("8-bit"); makeLine(5, 6, 30, 20); run("Line Width...", "line=4"); run("Line to Area"); run("Line Width...", "line=1"); tell("Line to Area");
image("8-bit"); run("Smooth"); tell("Smooth");
image("RGB"); run("Sharpen"); tell("Sharpen");
image("16-bit"); run("Find Edges"); tell("Find Edges");
image("8-bit"); run("Find Maxima...", "prominence=20 output=[Single Points]"); tell("Find Maxima...");
image("8-bit"); run("Find Maxima...", "prominence=40 output=List"); tell("Find Maxima list");
image("16-bit"); run("Enhance Contrast...", "saturated=1.5 normalize"); tell("Enhance Contrast...");
image("8-bit"); run("Enhance Contrast...", "saturated=0.3 equalize"); tell("Enhance Contrast equalize");
image("8-bit"); run("Despeckle"); tell("Despeckle");
image("8-bit"); run("Remove Outliers...", "radius=2 threshold=20 which=Bright"); tell("Remove Outliers...");
image("8-bit"); run("North"); tell("North");
image("8-bit"); run("Make Binary"); tell("Make Binary");
spots(); run("Erode"); tell("Erode");
spots(); run("Dilate"); tell("Dilate");
spots(); run("Outline"); tell("Outline");
spots(); run("Fill Holes"); tell("Fill Holes");
spots(); run("Skeletonize"); tell("Skeletonize");
spots(); run("Distance Map"); tell("Distance Map");
spots(); run("Ultimate Points"); tell("Ultimate Points");
spots(); run("Watershed"); tell("Watershed");
spots(); run("Voronoi"); tell("Voronoi");
spots(); run("Options...", "iterations=2 count=3 black do=Open"); tell("Options...");
image("8-bit"); run("Add...", "value=25"); tell("Add...");
stack("16-bit", 2); run("Multiply...", "value=1.25 stack"); tell("Multiply...");
image("8-bit"); run("AND...", "value=11110000"); tell("AND...");
image("8-bit"); run("Min...", "value=50"); tell("Min...");
image("8-bit"); run("Gamma...", "value=0.5"); tell("Gamma...");
image("32-bit"); run("Log"); tell("Log");
image("32-bit"); run("Square Root"); tell("Square Root");
image("8-bit"); run("Macro...", "code=[v = v / 2 + x]"); tell("Macro...");
square(); run("FFT"); tell("FFT");
square(); run("FFT"); run("Inverse FFT"); tell("Inverse FFT");
square(); run("Bandpass Filter...", "filter_large=20 filter_small=3 suppress=None tolerance=5 autoscale saturate"); tell("Bandpass Filter...");
square(); rename("a"); run("FD Math...", "image1=a operation=Correlate image2=a result=Result do"); tell("FD Math...");
image("8-bit"); run("Convolve...", "text1=[-1 -1 -1\n-1 12 -1\n-1 -1 -1\n] normalize"); tell("Convolve...");
image("RGB"); run("Gaussian Blur...", "sigma=1.7"); tell("Gaussian Blur...");
stack("8-bit", 3); run("Median...", "radius=2 stack"); tell("Median...");
image("16-bit"); run("Mean...", "radius=2"); tell("Mean...");
image("8-bit"); run("Minimum...", "radius=1.5"); tell("Minimum...");
image("8-bit"); run("Unsharp Mask...", "radius=2 mask=0.60"); tell("Unsharp Mask...");
image("32-bit"); run("Variance...", "radius=2"); tell("Variance...");
image("8-bit"); run("Top Hat...", "radius=3 light don't"); tell("Top Hat...");
stack("8-bit", 4); run("Gaussian Blur 3D...", "x=1 y=2 z=1"); tell("Gaussian Blur 3D...");
stack("8-bit", 4); run("Median 3D...", "x=1 y=1 z=1"); tell("Median 3D...");
image("8-bit"); rename("a"); image("8-bit"); run("Invert"); rename("b"); run("Image Calculator...", "image1=a operation=Difference image2=b create 32-bit"); tell("Image Calculator...");
image("8-bit"); rename("a"); image("8-bit"); run("Invert"); rename("b"); imageCalculator("Average create", "a", "b"); tell("imageCalculator");
image("8-bit"); run("Subtract Background...", "rolling=8 light"); tell("Subtract Background...");
image("8-bit"); run("Set Measurements...", "area mean standard min centroid perimeter shape integrated median skewness redirect=None decimal=4"); makeOval(5, 6, 20, 11); run("Measure"); tell("Measure");
image("8-bit"); makeOval(5, 6, 20, 11); run("Measure"); run("Label"); tell("Label");
spots(); run("Set Measurements...", "area mean centroid bounding redirect=None decimal=3"); run("Analyze Particles...", "size=4-Infinity circularity=0.00-1.00 show=Outlines display exclude clear add"); tell("Analyze Particles...");
spots(); run("Analyze Particles...", "size=4-Infinity show=[Count Masks] summarize overlay"); tell("Analyze Particles masks");
image("8-bit"); run("Measure"); makeOval(5, 6, 20, 11); run("Measure"); run("Summarize"); tell("Summarize");
image("8-bit"); run("Find Maxima...", "prominence=20 output=List"); run("Distribution...", "parameter=X or=5 and=0-40"); tell("Distribution...");
image("8-bit"); run("Set Scale...", "distance=20 known=5 unit=um"); tell("Set Scale...");
image("8-bit"); run("Calibrate...", "function=[Straight Line] unit=OD text1=[0 100 200] text2=[0 1 2]"); run("Measure"); tell("Calibrate...");
image("8-bit"); run("Histogram"); tell("Histogram");
image("8-bit"); makeLine(2, 3, 35, 25); run("Plot Profile"); Plot.getValues(px, py); for (k = 0; k < px.length; k++) more = more + " " + py[k]; tell("Plot Profile");
image("8-bit"); run("Surface Plot...", "polygon=100 shade draw_axis smooth"); tell("Surface Plot...");
ramp(400, 300); run("Scale Bar...", "width=50 height=8 font=18 color=White background=None location=[Lower Right] bold"); tell("Scale Bar...");
ramp(400, 300); run("Scale Bar...", "width=50 height=8 thickness=6 font=18 color=White background=Black location=[Upper Left] horizontal bold overlay"); tell("Scale Bar overlay");
ramp(400, 300); run("Calibration Bar...", "location=[Upper Right] fill=White label=Black number=5 decimal=0 font=12 zoom=1"); tell("Calibration Bar...");
image("8-bit"); run("Grid...", "grid=Lines area=60 color=Cyan"); tell("Grid...");
image("16-bit"); saveAs("Tiff", folder + "a.tif"); close(); open(folder + "a.tif"); tell("Tiff...");
image("RGB"); saveAs("PNG", folder + "a.png"); close(); run("Open...", "path=[" + folder + "a.png]"); tell("PNG...");
image("8-bit"); saveAs("Jpeg", folder + "a.jpg"); close(); open(folder + "a.jpg"); tell("Jpeg...");
image("8-bit"); saveAs("Text Image", folder + "a.txt"); close(); run("Text Image... ", "open=[" + folder + "a.txt]"); tell("Text Image...");
image("16-bit"); saveAs("Raw Data", folder + "a.raw"); close(); run("Raw...", "open=[" + folder + "a.raw] image=[16-bit Unsigned] width=40 height=30 offset=0 number=1 gap=0"); tell("Raw Data...");
stack("8-bit", 3); File.makeDirectory(folder + "seq"); run("Image Sequence... ", "dir=[" + folder + "seq] format=TIFF name=s"); close(); run("Image Sequence...", "open=[" + folder + "seq/] sort"); tell("Image Sequence...");
image("8-bit"); makeOval(5, 6, 20, 11); saveAs("Selection", folder + "a.roi"); run("Select None"); open(folder + "a.roi"); tell("Selection...");
image("8-bit"); run("Measure"); saveAs("Results", folder + "a.csv"); run("Clear Results"); open(folder + "a.csv"); tell("Results...");
newImage("x", "8-bit black", 4, 4, 1); run("Hyperstack...", "title=hs type=16-bit display=Grayscale width=12 height=9 channels=2 slices=2 frames=2 label"); tell("New Hyperstack...");
image("8-bit"); setBatchMode(true); run("Duplicate...", "title=hidden"); run("Gaussian Blur...", "sigma=2"); setBatchMode("exit and display"); tell("Batch mode");
image("8-bit"); rename("a"); image("8-bit"); rename("b"); run("Invert"); selectWindow("a"); run("Smooth"); selectImage("b"); run("Close"); tell("Select windows");
image("8-bit"); print("something"); selectWindow("Log"); run("Close"); print("else"); more = more + getInfo("log"); print("\\Clear"); tell("Log window");
image("8-bit"); run("Measure"); selectWindow("Results"); run("Close"); more = more + isOpen("Results"); tell("Results window");
image("8-bit"); makeSelection("polyline", newArray(5, 20, 35), newArray(5, 18, 9)); run("Measure"); makePoint(12, 9); run("Measure"); makeSelection("angle", newArray(5, 20, 35), newArray(5, 18, 9)); run("Measure"); tell("Line selections");
image("8-bit"); Table.create("T"); Table.set("a", 0, 3); Table.set("b", 0, 4); Table.update; n = Table.size("T"); h = Table.headings("T"); more = more + n + h; run("Close"); tell("Table");
newImage("x", "8-bit black", 4, 4, 1); Plot.create("P", "x", "y", newArray(1, 2, 3), newArray(4, 1, 5)); Plot.show(); more = more + getWidth() + "x" + getHeight(); run("Close"); tell("Plot");
image("8-bit"); setFont("SansSerif", 14, "antialiased"); setColor(255); drawString("abc", 4, 20); tell("Text");
image("8-bit"); run("Set...", "value=77"); tell("Set...");
image("8-bit"); run("Select All"); run("Measure"); run("Select None"); run("Restore Selection"); tell("Select All");
image("RGB"); run("Color Balance..."); setMinAndMax(20, 200, 4); tell("Color Balance");
image("8-bit"); run("Synchronize Windows"); tell("Synchronize Windows");
image("8-bit"); image("8-bit"); run("Tile"); run("Cascade"); tell("Tile");
stack("8-bit", 3); run("Animation Options...", "speed=7 first=1 last=3"); tell("Animation");
image("16-bit"); run("Conversions...", " "); run("8-bit"); run("Conversions...", "scale weighted"); tell("Conversions...");
image("8-bit"); run("Colors...", "foreground=red background=blue selection=yellow"); more = more + getValue("color.foreground"); tell("Colors...");

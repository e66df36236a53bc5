// A slide in BigDataViewer, with a box that is about to be cropped.
run("Browse in BigDataViewer...", "input=[" + getArgument() + "] scene=0 add=false place=glass");
run("Crop BigDataViewer Box to Image...", "box=[] level=1 pixelSize=0 magnification=0");

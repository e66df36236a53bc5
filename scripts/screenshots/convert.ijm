// The dialog of a command, which takes the slide and the region from the image that is shown. Argument: the slide.
run("Open Overview...", "input=[" + getArgument() + "] scene=0 size=400");
setLocation(16, 106);
makeRectangle(150, 90, 110, 80);
run("Convert Slide...");

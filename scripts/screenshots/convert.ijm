// The dialog of a command. Argument: the slide, which is not used.
run("Convert Slide...");

#!/bin/bash
# Makes the screenshots of the documentation: runs Coverslip's plain ImageJ on a screen of its own (Xvfb), and its pages in Chromium.
#
#   scripts/screenshots.sh [FOLDER]      default: docs/images
#
# COVERSLIP_BUILD has options for Maven: with -Pfiji the pictures of BigDataViewer are made, too.
#
# Needs: Xvfb, xdotool, ImageMagick and Chromium (apt install xvfb xdotool imagemagick chromium).
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-docs/images}
for program in Xvfb xdotool import chromium; do
	command -v "$program" >/dev/null || { echo "screenshots: $program is not installed" >&2; exit 1; }
done

mvn -q -DskipTests ${COVERSLIP_BUILD:-} package
slide=$PWD/target/coverslip-demonstration/sample.svs
[ -f "$slide" ] || scripts/coverslip >/dev/null

work=$(mktemp -d)
# Dialogs show where it is: not in somebody's checkout.
cp "$slide" "$work/sample.svs"
slide=$work/sample.svs
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1460x720x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
imagej=
finish() {
	[ -z "$imagej" ] || kill "$imagej" 2>/dev/null || true
	kill "$xvfb" 2>/dev/null || true
	rm -rf "$work"
}
trap finish EXIT
read -r number <"$work/display"
export DISPLAY=:$number
# ImageJ's own window goes to the top left corner.
mkdir -p "$work/.imagej"
printf '.ij.x=16\nij.x=16\nij.y=12\n' >"$work/.imagej/IJ_Prefs.txt"

# shoot NAME AREA WINDOW...: runs the macro NAME, and takes an area of the screen when windows with these titles are open
shoot() {
	local name=$1 area=$2 title
	shift 2
	JAVA_OPTS="-Duser.home=$work" scripts/coverslip imagej --run "scripts/screenshots/$name.ijm" "$slide" >"$work/log" 2>&1 &
	imagej=$!
	for title in "$@"; do
		timeout 60 xdotool search --sync --onlyvisible --name "$title" >/dev/null \
			|| { echo "screenshots: no window '$title'" >&2; cat "$work/log" >&2; exit 1; }
	done
	sleep 3
	import -window root "$work/$name.png"
	kill "$imagej"
	wait "$imagej" 2>/dev/null || true
	imagej=
	mkdir -p "$folder"
	# The empty screen is black; grey is kinder to the eye.
	convert "$work/$name.png" -fill '#8d97a3' -draw 'color 1459,719 floodfill' -crop "$area" +repage -strip -quality 88 "$folder/$name.jpg"
	echo "$folder/$name.jpg"
}

shoot overview 1460x720+0+0 "ImageJ" "sample.svs.* at "
shoot convert 1000x430+0+0 "Convert Slide"
shoot annotations 1460x720+0+0 "ImageJ" "ROI Manager" "sample.svs.* at "
# What processing gives, without a screen.
scripts/coverslip imagej --headless --run scripts/screenshots/process.ijm "$slide $work" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
for name in process-nuclei process-density; do
	convert "$work/$name.jpg" -strip -quality 88 "$folder/$name.jpg"
	echo "$folder/$name.jpg"
done
if ls target/lib/bigdataviewer-core-*.jar >/dev/null 2>&1; then
	shoot bigdataviewer 1190x606+0+0 "sample.svs" "Crop to image"
fi

# The browser's pages: a program among the tests drives it.
mvn -q ${COVERSLIP_BUILD:-} test-compile
mvn -q ${COVERSLIP_BUILD:-} dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
java -cp "target/test-classes:target/classes:$(cat "$work/classpath")" org.coverslip.web.PageShots target/screenshots/slides "$work/pages"
for page in "$work"/pages/*.png; do
	name=$(basename "$page" .png)
	convert "$page" -strip -quality 88 "$folder/$name.jpg"
	echo "$folder/$name.jpg"
done

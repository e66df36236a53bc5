#!/bin/bash
# Measures Process Slide against the usual loop in Python, in one go: a Gaussian of sigma 2 on the grey values of a slide, written as
# an LZW pyramid. And an ImageJ macro that does so tile by tile, in processes of 512 MB each, against the same macro on all of the slide
# as one image in ImageJ, for which that gets 8 GB: opened, blurred, and written.
#
#   scripts/bench/process.sh [--macro] [--runs N] [--size WIDTHxHEIGHT] [--classes FOLDER:LIBRARIES]
#
# --macro     measures the macro alone
# --runs N    each measurement N times, in turn, of which the median is shown (default 3)
# --size      of the slide that is measured (default 24576x20480)
# --classes   class path of a build, if not that of mvn -DskipTests package
#
# Needs: java, vips, /usr/bin/time, and a python3 with openslide and scipy. Java gets a heap of 512 MB.
set -euo pipefail
cd "$(dirname "$0")/../.."
macro=false runs=3 size=24576x20480 classes="target/classes:target/test-classes:target/lib/*"
while [ $# -gt 0 ]; do
	case $1 in
		--macro) macro=true; shift ;;
		--runs) runs=$2; shift 2 ;;
		--size) size=$2; shift 2 ;;
		--classes) classes=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
dir=target/bench
mkdir -p "$dir"
slide=$dir/reference-$size.tif
[ -f "$slide" ] || java -Xmx512m -cp "$classes" org.coverslip.bench.ReferenceSlide "$slide" "${size%x*}" "${size#*x}"
: >"$dir/process.tsv"
# timed WHO COMMAND...: seconds of wall-clock time, kilobytes of the largest process, seconds of processor time
timed() {
	/usr/bin/time -o "$dir/time" -f '%e	%M	%U	%S' "${@:2}" >"$dir/output" 2>&1 || { cat "$dir/output" >&2; exit 1; }
	printf '%s\t%s\n' "$1" "$(tail -n 1 "$dir/time")" | tee -a "$dir/process.tsv" >&2
}
if $macro; then
	echo 'run("Gaussian Blur...", "sigma=2");' >"$dir/blur.ijm"
	cat >"$dir/whole.ijm" <<-END
		setBatchMode(true);
		run("Open Slide...", "input=[$PWD/$slide] level=0");
		run("8-bit");
		start = getTime();
		run("Gaussian Blur...", "sigma=2");
		print("the blur alone took " + (getTime() - start) / 1000 + " s");
		run("Save as Pyramidal TIFF...", "output=[$PWD/$dir/theirs.tif] compression=lzw");
	END
	for _ in $(seq "$runs"); do
		rm -f "$dir/blurred.tif" "$dir/theirs.tif"
		timed "macro on tiles" java -Xmx512m -Xshare:auto -cp "$classes" org.coverslip.app.Coverslip process --gray \
			--macro "$dir/blur.ijm" --compression lzw --workers "$(nproc)" "$slide" "$dir/blurred.tif"
		timed "macro on one image" java -Xmx8g -Xshare:auto -cp "$classes" org.coverslip.app.Coverslip imagej --headless \
			--run "$dir/whole.ijm"
		cat "$dir/output" >&2
	done
	vips subtract "$dir/blurred.tif" "$dir/theirs.tif" "$dir/difference.v"
	vips abs "$dir/difference.v" "$dir/apart.v"
	echo "largest difference: $(vips max "$dir/apart.v")"
	rm -f "$dir/blurred.tif" "$dir/theirs.tif" "$dir/difference.v" "$dir/apart.v"
	exit
fi
for _ in $(seq "$runs"); do
	rm -f "$dir/blurred.tif" "$dir/theirs.tif"
	timed coverslip java -Xmx512m -Xshare:auto -cp "$classes" org.coverslip.app.Coverslip process --gray --function gaussian \
		--options sigma=2 --workers "$(nproc)" "$slide" "$dir/blurred.tif"
	timed "openslide, SciPy, vips" /usr/bin/python3 scripts/bench/openslide_gaussian.py 2 1024 "$(nproc)" "$slide" "$dir/theirs.tif"
done
# The same pixels, but for those that rounding decides otherwise.
vips subtract "$dir/blurred.tif" "$dir/theirs.tif" "$dir/difference.v"
vips abs "$dir/difference.v" "$dir/apart.v"
echo "largest difference: $(vips max "$dir/apart.v"), mean: $(vips avg "$dir/apart.v")"
rm -f "$dir/blurred.tif" "$dir/theirs.tif" "$dir/difference.v" "$dir/apart.v"
for who in coverslip "openslide, SciPy, vips"; do
	awk -F '\t' -v who="$who" '$1 == who { print $2 }' "$dir/process.tsv" | sort -n |
		awk -v who="$who" '{ s[NR] = $1 } END { print who ": " s[int((NR + 1) / 2)] " s" }'
done

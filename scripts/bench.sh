#!/bin/bash
# Measures Coverslip against OpenSlide (reading, Deep Zoom) and libvips (writing, Deep Zoom) in one go, and prints Markdown tables.
#
#   scripts/bench.sh [--runs N] [--size WIDTHxHEIGHT] [--slide FILE]... [--reads | --tiles] [--codecs] [--update | --before FOLDER]
#
# --runs N    each measurement N times, of which the median is shown (default 3)
# --size      of the slide that is measured (default 24576x20480)
# --slide     also measures reading of this slide, by one thread; may be given several times
# --reads     measures reading only
# --tiles     measures only the cutting into Deep Zoom tiles and other tiles
# --codecs    also measures the decoding and encoding of single tiles (JMH, a minute and a half)
# --before    measures the build in another checkout (mvn -DskipTests package) in place of other programs, each measurement of one
#             after that of the other
# --update    also puts the tables into docs/benchmarks.md
#
# Needs: java, mvn, vips, /usr/bin/time, and a python3 with openslide (apt install libvips-tools python3-openslide time).
# All files are made in target/bench. JAVA_OPTS is passed to Java (default: -Xmx512m).
set -euo pipefail
cd "$(dirname "$0")/.."

runs=3 size=24576x20480 slides=() reads=true writes=true tiles=true codecs=false update=false before=
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--size) size=$2; shift 2 ;;
		--slide) slides+=("$2"); shift 2 ;;
		--reads) writes=false tiles=false; shift ;;
		--tiles) reads=false writes=false; shift ;;
		--codecs) codecs=true; shift ;;
		--update) update=true; shift ;;
		--before) before=$(cd "$2" && pwd); shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
if [ -n "$before" ] && { $update || $codecs; }; then
	echo "bench: --before compares two builds, and goes with neither --update nor --codecs" >&2
	exit 2
fi
if [ -n "$before" ] && [ ! -d "$before/target/lib" ]; then
	echo "bench: $before is not built; run mvn -DskipTests package there" >&2
	exit 1
fi
if $update && ! { $reads && $writes && $tiles; }; then
	echo "bench: --update puts all tables into the page, so it goes with neither --reads nor --tiles" >&2
	exit 2
fi
width=${size%x*} height=${size#*x}
export JAVA_OPTS=${JAVA_OPTS:--Xmx512m}

python=python3
/usr/bin/python3 -c 'import openslide' 2>/dev/null && python=/usr/bin/python3
"$python" -c 'import openslide' || { echo "bench: no python3 with openslide" >&2; exit 1; }
command -v vips >/dev/null || { echo "bench: vips is not installed" >&2; exit 1; }

mvn -q -DskipTests package
dir=target/bench
mkdir -p "$dir"
measurements=$dir/measurements.tsv
: >"$measurements"
slide=$dir/reference-$size.tif
load=$(cut -d ' ' -f 1 /proc/loadavg)
bench_java() { bench_java_of . "$@"; }
# bench_java_of CHECKOUT CLASS ARGUMENT...
bench_java_of() {
	# shellcheck disable=SC2086 # JAVA_OPTS is a list of words
	java $JAVA_OPTS -XX:+UseParallelGC -cp "$1/target/classes:$1/target/test-classes:$1/target/lib/*" \
		"org.coverslip.bench.$2" "${@:3}"
}

if [ ! -f "$slide" ]; then
	echo "drawing $slide" >&2
	bench_java ReferenceSlide "$slide" "$width" "$height"
fi

# read TASK SIDE COUNT THREADS SLIDE WIDTH HEIGHT
read_regions() {
	local corners=$dir/corners-$2.txt
	"$python" scripts/bench/regions.py "$6" "$7" "$2" "$3" >"$corners"
	for _ in $(seq "$runs"); do
		printf 'read\t%s\tcoverslip\t%s\n' "$1" "$(bench_java RegionReads "$5" "$corners" "$2" "$4")"
		if [ -n "$before" ]; then
			printf 'read\t%s\tbefore\t%s\n' "$1" "$(bench_java_of "$before" RegionReads "$5" "$corners" "$2" "$4")"
		else
			printf 'read\t%s\topenslide\t%s\n' "$1" \
				"$("$python" scripts/bench/openslide_reads.py "$5" "$corners" "$2" "$4")"
		fi
	done >>"$measurements"
	echo "measured reading of $1" >&2
}

kind=write
# timed TASK WHO COMMAND...: seconds of wall-clock time, kilobytes of memory at most, and seconds of processor time; the start of the
# virtual machine is included in all of them
timed() {
	[ -z "$before" ] || [ "$2" = coverslip ] || [ "$2" = before ] || return 0
	/usr/bin/time -o "$dir/time" -f '%e	%M	%U	%S' "${@:3}" >"$dir/output" 2>&1 || { cat "$dir/output" >&2; exit 1; }
	printf '%s\t%s\t%s\t%s\n' "$kind" "$1" "$2" "$(tail -n 1 "$dir/time")" >>"$measurements"
	# the other build does the same, to a name of its own where the last argument is one that must be new
	if [ -n "$before" ] && [ "$2" = coverslip ]; then
		if [ $kind = tile ]; then timed "$1" before "$before/$3" "${@:4:$#-4}" "${*: -1}-before"
		else timed "$1" before "$before/$3" "${@:4}"; fi
	fi
}

for threads in $($reads && echo 1 2); do
	suffix="$threads thread"; [ "$threads" = 1 ] || suffix+=s
	read_regions "256 x 256, $suffix" 256 1600 "$threads" "$slide" "$width" "$height"
	read_regions "512 x 512, $suffix" 512 400 "$threads" "$slide" "$width" "$height"
	read_regions "1024 x 1024, $suffix" 1024 100 "$threads" "$slide" "$width" "$height"
	read_regions "4096 x 4096, $suffix" 4096 8 "$threads" "$slide" "$width" "$height"
done

for extra in ${slides[@]+"${slides[@]}"}; do
	# shellcheck disable=SC2046 # two numbers
	set -- $("$python" -c 'import openslide, sys; print(*openslide.OpenSlide(sys.argv[1]).dimensions)' "$extra")
	for side in 256 512 1024; do
		read_regions "$(basename "$extra"), $side x $side" $side $((51200 / side)) 1 "$extra" "$1" "$2"
	done
done

lzw="tile,pyramid,bigtiff,tile-width=256,tile-height=256,compression=lzw,predictor=horizontal"
jpeg="tile,pyramid,bigtiff,tile-width=256,tile-height=256,compression=jpeg,Q=80"
deflate="tile,pyramid,bigtiff,tile-width=256,tile-height=256,compression=deflate,predictor=horizontal"
zstd="tile,pyramid,bigtiff,tile-width=256,tile-height=256,compression=zstd,level=3,predictor=horizontal"
x=$((width / 4)) y=$((height / 4)) side=$((width * 10240 / 24576))
convert_to_ours() {
	rm -f "$dir/ours.tif" # no file is replaced unasked
	timed "$1" coverslip scripts/coverslip convert "$slide" "$dir/ours.tif" "${@:2}"
}
for _ in $($writes && seq "$runs"); do
	convert_to_ours "whole slide to LZW" --compression lzw
	timed "whole slide to LZW" vips vips copy "$slide" "$dir/vips.tif[$lzw]"
	convert_to_ours "whole slide to Deflate" --compression deflate
	timed "whole slide to Deflate" vips vips copy "$slide" "$dir/vips.tif[$deflate]"
	convert_to_ours "whole slide to Zstandard, level 3" --compression zstd
	timed "whole slide to Zstandard, level 3" vips vips copy "$slide" "$dir/vips.tif[$zstd]"
	convert_to_ours "whole slide to JPEG, quality 80" --compression jpeg --quality 80
	timed "whole slide to JPEG, quality 80" vips vips copy "$slide" "$dir/vips.tif[$jpeg]"
	convert_to_ours "whole slide, tiles kept" --compression keep
	timed "whole slide, tiles kept" cp cp "$slide" "$dir/vips.tif"
	convert_to_ours "crop of $side x $side to LZW" --region "$x,$y,$side,$side" --compression lzw
	timed "crop of $side x $side to LZW" vips vips crop "$slide" "$dir/vips.tif[$lzw]" "$x" "$y" "$side" "$side"
	convert_to_ours "crop of $side x $side to JPEG, quality 80" --region "$x,$y,$side,$side" --compression jpeg --quality 80
	timed "crop of $side x $side to JPEG, quality 80" vips vips crop "$slide" "$dir/vips.tif[$jpeg]" "$x" "$y" "$side" "$side"
done
rm -f "$dir/ours.tif" "$dir/vips.tif"

# shellcheck source=scripts/bench/tiles.sh
if $tiles; then . scripts/bench/tiles.sh; fi

if $codecs; then
	mvn -q dependency:build-classpath -Dmdep.outputFile="$dir/classpath" -Dmdep.includeScope=test
	# shellcheck disable=SC2086
	java $JAVA_OPTS -cp "target/classes:target/test-classes:$(cat "$dir/classpath")" org.openjdk.jmh.Main TileCodecBenchmark \
		-rf csv -rff "$dir/codecs.csv" >"$dir/codecs.log" 2>&1 || { cat "$dir/codecs.log" >&2; exit 1; }
fi

{
	echo "Slide: $width x $height pixels, JPEG of quality 80 (4:2:0) in tiles of 256, $(($(stat -c %s "$slide") / 1000000)) MB." \
		"Median of $runs runs. $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1);" \
		"Java $(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p') with $JAVA_OPTS;" \
		"OpenSlide $("$python" -c 'import openslide; print(openslide.__library_version__)')," \
		"libvips $(vips --version | sed 's/^vips-//'). $(date +%Y-%m-%d);" \
		"load of the machine before: $load."
	echo
	"$python" scripts/bench/table.py "$measurements"
	if $codecs; then
		echo
		"$python" scripts/bench/codecs.py "$dir/codecs.csv"
	fi
} >"$dir/tables.md"
cat "$dir/tables.md"

if $update; then
	awk -v tables="$dir/tables.md" '
		/<!-- tables end -->/ { skip = 0 }
		!skip { print }
		/<!-- tables begin/ { while ((getline line < tables) > 0) print line; skip = 1 }' docs/benchmarks.md >"$dir/benchmarks.md"
	cp "$dir/benchmarks.md" docs/benchmarks.md
fi

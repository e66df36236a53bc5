#!/bin/bash
# Measures patches for training against the usual loop in Python, in one go: patches of 256 x 256 pixels at 0.5 µm, at random places of
# which half at least is tissue, as PNG files in a folder, and in one ZIP file. The loop is told the places, so that it looks for no tissue.
#
#   scripts/bench/patches.sh [--runs N] [--count N] [--size WIDTHxHEIGHT] [--classes FOLDER:LIBRARIES]
#
# --runs N    each measurement N times, in turn, of which the median is shown (default 3)
# --count N   patches (default 10000)
# --size      of the slide that is measured (default 24576x20480)
# --classes   class path of a build, if not that of mvn -DskipTests package
#
# Needs: java, /usr/bin/time, and a python3 with openslide and PIL. Java gets a heap of 512 MB.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=3 count=10000 size=24576x20480 classes="target/classes:target/test-classes:target/lib/*"
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--count) count=$2; shift 2 ;;
		--size) size=$2; shift 2 ;;
		--classes) classes=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
dir=target/bench
mkdir -p "$dir"
slide=$dir/reference-$size.tif
[ -f "$slide" ] || java -Xmx512m -cp "$classes" org.coverslip.bench.ReferenceSlide "$slide" "${size%x*}" "${size#*x}"
cut=$(mktemp -d "$dir/patches-XXXXXX")
trap 'rm -rf "$cut"' EXIT
: >"$dir/patches.tsv"
# timed WHO COMMAND...: seconds of wall-clock time, kilobytes of the largest process, seconds of processor time
timed() {
	sync
	/usr/bin/time -o "$dir/time" -f '%e	%M	%U	%S' "${@:2}" >"$dir/output" 2>&1 || { cat "$dir/output" >&2; exit 1; }
	printf '%s\t%s\n' "$1" "$(tail -n 1 "$dir/time")" | tee -a "$dir/patches.tsv" >&2
}
for run in $(seq "$runs"); do
	for out in "$run" "$run.zip"; do
		timed "coverslip ${out#"$run"}" java -Xmx512m -Xshare:auto -XX:+UseParallelGC -cp "$classes" org.coverslip.app.Coverslip tiles \
			--random "$count" --seed "$run" --width 256 --height 256 --pixelSize 0.5 --leaveOut withoutTissue --minTissue 0.5 \
			"$slide" "$cut/ours-$out"
		timed "openslide, PIL ${out#"$run"}" /usr/bin/python3 scripts/bench/openslide_patches.py 256 0.5 "$(nproc)" "$slide" \
			"$cut/ours-$run/tiles.csv" "$cut/theirs-$out"
	done
done
/usr/bin/python3 scripts/bench/openslide_patches.py 256 0.5 1 "$slide" "$cut/ours-1/tiles.csv" --compare "$cut/ours-1"
du -sm "$cut/ours-1" "$cut/theirs-1" | awk '{ print $1 " MB in " ($2 ~ /ours/ ? "ours" : "theirs") }'
for who in "coverslip " "openslide, PIL " "coverslip .zip" "openslide, PIL .zip"; do
	awk -F '\t' -v who="$who" '$1 == who { print $2 "\t" $4 + $5 "\t" $3 / 1024 }' "$dir/patches.tsv" | sort -n |
		awk -F '\t' -v who="$who" '{ line[NR] = $0 } END { split(line[int((NR + 1) / 2)], s)
			print who ": " s[1] " s, " s[2] " s of processor time, " int(s[3]) " MB in the largest process" }'
done

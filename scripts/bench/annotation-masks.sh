#!/bin/bash
# Measures how fast many polygons become a label pyramid: Coverslip from file to file, against the loop over scikit-image's polygon() alone,
# which neither counts its reading nor writes anything. Prints a Markdown table with the ratios; that of processor time tells more where
# the machine is not quiet.
#
#   scripts/bench/annotation-masks.sh [--runs N] [--count N] [--size WIDTHxHEIGHT] [--command COVERSLIP]
#
# --runs N    each measurement N times, in turn, of which the median is shown (default 3)
# --count     of polygons (default 100000)
# --size      of the slide (default 24576x20480)
# --command   what runs Coverslip (default scripts/coverslip, after mvn -DskipTests package)
#
# Needs java, /usr/bin/time, bc and a python3 with skimage (apt install python3-skimage time bc), which takes 2 GB for an array of this
# size. JAVA_OPTS is passed to Java (default: -Xmx256m).
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=3 count=100000 size=24576x20480 coverslip=scripts/coverslip
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--count) count=$2; shift 2 ;;
		--size) size=$2; shift 2 ;;
		--command) coverslip=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
export JAVA_OPTS=${JAVA_OPTS:--Xmx256m}
python=python3
/usr/bin/python3 -c 'import skimage' 2>/dev/null && python=/usr/bin/python3
"$python" -c 'import skimage' || { echo "annotation-masks: no python3 with skimage" >&2; exit 1; }

dir=target/bench
mkdir -p "$dir"
polygons=$dir/polygons-$count-$size.geojson
[ -f "$polygons" ] || { "$python" scripts/bench/polygon_masks.py make "$count" "$size" "$polygons.part" && mv "$polygons.part" "$polygons"; }

seconds=$dir/seconds.txt
ours=() ours_busy=() theirs=() theirs_busy=() reading=()
for _ in $(seq "$runs"); do
	/usr/bin/time -o "$seconds" -f '%e %U %S' "$coverslip" annotations "$polygons" "$dir/polygons.tif" --overwrite --labels object \
		--width "${size%x*}" --height "${size#*x}" >/dev/null
	read -r wall user system <"$seconds"
	ours+=("$wall") ours_busy+=("$(echo "$user + $system" | bc)")
	read -r read loop busy < <("$python" scripts/bench/polygon_masks.py loop "$size" "$polygons")
	reading+=("$read") theirs+=("$loop") theirs_busy+=("$busy")
done
median() { printf '%s\n' "$@" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
a=$(median "${ours[@]}") p=$(median "${ours_busy[@]}") b=$(median "${theirs[@]}") q=$(median "${theirs_busy[@]}") c=$(median "${reading[@]}")
echo "| $count polygons on $size, median of $runs | seconds | of the processor |"
echo "|---|---|---|"
printf '| Coverslip, GeoJSON to label pyramid | %.1f | %.1f |\n' "$a" "$p"
printf '| scikit-image, the loop over `polygon` alone | %.1f | %.1f |\n' "$b" "$q"
printf '| the same, with reading of the GeoJSON by `json` | %.1f | |\n' "$(echo "$b + $c" | bc)"
printf '| ratio of the first two | %.1f | %.1f |\n' "$(echo "$b / $a" | bc -l)" "$(echo "$q / $p" | bc -l)"

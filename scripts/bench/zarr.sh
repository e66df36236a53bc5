#!/bin/bash
# Measures Convert Slide to OME-Zarr against openslide and zarr in Python with two processes, in one go, and prints a Markdown table
# with the ratio. Coverslip writes 0.5, in shards; Debian's zarr knows no shards and writes 0.4. Chunks of 512 x 512, zstd of level 1,
# which is Coverslip's and numcodecs' own.
#
#   scripts/bench/zarr.sh [--runs N] [--size WIDTHxHEIGHT] [--slide FILE] [--classes FOLDER:LIBRARIES]
#
# --runs N    each measurement N times, in turn, of which the median is shown (default 3)
# --size      of the slide that is measured (default 24576x20480)
# --slide     measures this slide instead
# --classes   class path of a build, if not that of mvn -DskipTests package
#
# Needs: java, /usr/bin/time, and a python3 with openslide and zarr. Files are made in target/bench. JAVA_OPTS is passed to Java
# (default: -Xmx512m).
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=3 size=24576x20480 slide='' classes="target/classes:target/test-classes:target/lib/*"
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--size) size=$2; shift 2 ;;
		--slide) slide=$2; shift 2 ;;
		--classes) classes=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
export JAVA_OPTS=${JAVA_OPTS:--Xmx512m}
python=python3
/usr/bin/python3 -c 'import openslide, zarr' 2>/dev/null && python=/usr/bin/python3
"$python" -c 'import openslide, zarr' || { echo "zarr: no python3 with openslide and zarr" >&2; exit 1; }
dir=target/bench
mkdir -p "$dir"
if [ -z "$slide" ]; then
	slide=$dir/reference-$size.tif
	[ -f "$slide" ] || java -Xmx512m -cp "$classes" org.coverslip.bench.ReferenceSlide "$slide" "${size%x*}" "${size#*x}"
fi
: >"$dir/zarr.tsv"

# timed WHO FOLDER COMMAND...: seconds of wall-clock time and of processor time, kilobytes of the largest process, megabytes written
timed() {
	rm -rf "$2"
	/usr/bin/time -o "$dir/time" -f '%e	%U	%S	%M' "${@:3}" >"$dir/output" 2>&1 || { cat "$dir/output" >&2; exit 1; }
	printf '%s\t%s\t%s\n' "$1" "$(tail -n 1 "$dir/time")" "$(du -sm --apparent-size "$2" | cut -f 1)" | tee -a "$dir/zarr.tsv" >&2
}

load=$(cut -d ' ' -f 1 /proc/loadavg)
for _ in $(seq "$runs"); do
	# shellcheck disable=SC2086 # a list of words
	timed Coverslip "$dir/ours.ome.zarr" java $JAVA_OPTS -Xshare:auto -cp "$classes" org.coverslip.app.Coverslip convert "$slide" \
		"$dir/ours.ome.zarr" --zarr 0.5
	timed "openslide and zarr" "$dir/theirs.ome.zarr" "$python" scripts/bench/openslide_zarr.py 1 512 2 "$slide" "$dir/theirs.ome.zarr"
done
rm -rf "$dir/ours.ome.zarr" "$dir/theirs.ome.zarr"

echo "$slide. Median of $runs runs. $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); Java with" \
	"$JAVA_OPTS; $("$python" -c 'import numcodecs, openslide, platform, zarr
print("Python", platform.python_version() + ", openslide", openslide.__version__ + ", zarr", zarr.__version__)')." \
	"$(date +%Y-%m-%d); load of the machine before: $load."
echo
"$python" - "$dir/zarr.tsv" <<'TABLE'
import statistics
import sys

rows = {}
for line in open(sys.argv[1]):
    who, wall, user, system, memory, written = line.rstrip('\n').split('\t')
    rows.setdefault(who, []).append((float(wall), float(user) + float(system), int(memory) / 1024, int(written)))
print('| to OME-Zarr | seconds | processor seconds | MB of the largest process | MB written |\n|---|---|---|---|---|')
medians = {who: [statistics.median(column) for column in zip(*values)] for who, values in rows.items()}
for who, values in medians.items():
    print('| %s | %.1f | %.1f | %.0f | %.0f |' % (who, *values))
print('| ratio | %.1f | %.1f | | |' % tuple(t / o for t, o in list(zip(medians['openslide and zarr'], medians['Coverslip']))[:2]))
TABLE

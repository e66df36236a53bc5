#!/bin/bash
# Measures reading and writing of GeoJSON against Python's json and shapely, in one go, and prints a Markdown table with the ratio.
#
#   scripts/bench/annotations.sh [--runs N] [--count N]
#
# --runs N    each N times in turn, of which the median is shown (default 3)
# --count N   polygons of 20 points (default 1000000)
#
# Both read each polygon, look whether its ring crosses itself, and write it again. Needs: java, /usr/bin/time, a build (mvn -DskipTests
# package) and a python3 with shapely (apt install python3-shapely time). Files are made in target/bench. JAVA_OPTS is passed to Java
# (default: -Xmx512m).
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=3 count=1000000
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--count) count=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
export JAVA_OPTS=${JAVA_OPTS:--Xmx512m}
python=python3
/usr/bin/python3 -c 'import shapely' 2>/dev/null && python=/usr/bin/python3
"$python" -c 'import shapely' || { echo "annotations: no python3 with shapely" >&2; exit 1; }
[ -d target/lib ] || { echo "annotations: not built; run mvn -DskipTests package" >&2; exit 1; }
dir=target/bench
mkdir -p "$dir"
input=$dir/polygons-$count.geojson
[ -f "$input" ] || { "$python" scripts/bench/polygons.py "$count" "$input.part" && mv "$input.part" "$input"; }
load=$(cut -d ' ' -f 1 /proc/loadavg)
: >"$dir/annotations.tsv"

# timed WHO COMMAND...: seconds of wall-clock time and of processor time, and kilobytes of memory at most
timed() {
	/usr/bin/time -o "$dir/time" -f '%e	%U	%S	%M' "${@:2}" >"$dir/output" 2>&1 || { cat "$dir/output" >&2; exit 1; }
	printf '%s\t%s\n' "$1" "$(tail -n 1 "$dir/time")" >>"$dir/annotations.tsv"
	grep -q "^$count " "$dir/output" || { cat "$dir/output" >&2; exit 1; }
}

for _ in $(seq "$runs"); do
	# shellcheck disable=SC2086 # a list of words
	timed Coverslip java $JAVA_OPTS -cp "target/classes:target/lib/*" org.coverslip.app.Coverslip annotations "$input" \
		"$dir/ours.geojson" --overwrite
	timed "json and shapely" "$python" scripts/bench/shapely_geojson.py "$input" "$dir/theirs.geojson"
done
rm -f "$dir/ours.geojson" "$dir/theirs.geojson"

echo "$count polygons of 20 points, $(($(stat -c %s "$input") / 1000000)) MB. Median of $runs runs. $(nproc) cores of" \
	"$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); Java with $JAVA_OPTS;" \
	"$("$python" -c 'import platform, shapely; print("Python", platform.python_version() + ", shapely", shapely.__version__)')." \
	"$(date +%Y-%m-%d); load of the machine before: $load."
echo
"$python" - "$dir/annotations.tsv" <<'TABLE'
import statistics
import sys

rows = {}
for line in open(sys.argv[1]):
    who, wall, user, system, memory = line.rstrip('\n').split('\t')
    rows.setdefault(who, []).append((float(wall), float(user) + float(system), int(memory) / 1024))
print('| GeoJSON, read and written | seconds | processor seconds | MB at most |\n|---|---|---|---|')
medians = {}
for who, values in rows.items():
    medians[who] = [statistics.median(column) for column in zip(*values)]
    print('| %s | %.1f | %.1f | %.0f |' % (who, *medians[who]))
ours, theirs = medians['Coverslip'], medians['json and shapely']
print('| ratio | %.1f | %.1f | %.1f |' % tuple(t / o for t, o in zip(theirs, ours)))
TABLE

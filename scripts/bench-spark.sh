#!/bin/bash
# How fast coverslip spark is, on this machine: against folder in one process, with one worker and with two, and what a model makes of it.
# After: mvn -q -DskipTests -Pspark package
#   scripts/bench-spark.sh [SIDE]     side of the one large slide in pixels, else 20000; 39 small ones have a twentieth of it and more
# Prints seconds on the clock and of the processors. The clock counts only where nothing else runs.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
side=${1:-20000}
work=$(mktemp -d "${TMPDIR:-/tmp}/coverslip-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1700000000
options="compression=jpeg quality=85"
TIMEFORMAT='%R %U %S'

slides() { # FOLDER [COUNT SIDE]...
	mkdir "$1"
	"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" \
		org.coverslip.app.MadeSlides "$@"
}

# Prints seconds on the clock and of processors.
timed() { # NAME COMMAND...
	local name=$1
	shift
	{ time "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }; } 2>"$work/time"
	awk -v name="$name" '{ printf "%-44s %8.1f s  %8.1f s of processors\n", name, $1, $2 + $3 }' "$work/time"
}

folder() { # SLIDES RESULTS
	JAVA_OPTS="-Xmx1g -XX:ActiveProcessorCount=1" "$root/scripts/coverslip" folder "$1" "$2" --options "$options"
}

spark() { # SLIDES RESULTS WORKERS
	JAVA_OPTS="-Xmx1g" "$root/scripts/coverslip" spark "$1" "$2" --options "$options" --master "local[$3]"
}

slides "$work/mixed" 10 $((side / 20)) 20 $((side / 14)) 10 $((side / 8))
slides "$work/skewed" 39 $((side / 20)) 1 "$side"
for kind in mixed skewed; do
	timed "$kind: folder, one thread" folder "$work/$kind" "$work/$kind-folder"
	timed "$kind: spark, one worker" spark "$work/$kind" "$work/$kind-1" 1
	timed "$kind: spark, two workers" spark "$work/$kind" "$work/$kind-2" 2
	diff -rq -x manifest.jsonl "$work/$kind-folder" "$work/$kind-1"
	diff -rq -x manifest.jsonl "$work/$kind-folder" "$work/$kind-2"
	rm -rf "$work/$kind-folder"
done
python3 "$root/scripts/bench/spark_model.py" "$work/mixed-1"
python3 "$root/scripts/bench/spark_model.py" "$work/skewed-1"

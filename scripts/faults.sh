#!/bin/bash
# Puts each product to the test of what goes wrong on real machines: runs that are killed at random times, a disk that is full,
# slides that are cut off, and two runs to one target.
#
#   scripts/faults.sh [--kills N] [SLIDE]
#
# --kills N  kills of each product (default 5)
# SLIDE      is exported (default: a drawn one)
#
# Needs: mvn -DskipTests package; COVERSLIP names another command than scripts/coverslip. The full disk is a tmpfs of 1 MB, which only
# root can mount: it is left out, and said so, for others. All files are made in target/faults.
# Exit status 1 if anything was not as promised in docs/reliability.md.
set -u
cd "$(dirname "$0")/.."

kills=5 slide=
while [ $# -gt 0 ]; do
	case $1 in
		--kills) kills=$2; shift 2 ;;
		-*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
		*) slide=$(realpath "$1"); shift ;;
	esac
done
coverslip=${COVERSLIP:-$PWD/scripts/coverslip}
export SOURCE_DATE_EPOCH=1000000000
work=$PWD/target/faults
rm -rf "$work"; mkdir -p "$work/tmp"; cd "$work" || exit 2
export JAVA_TOOL_OPTIONS="-Djava.io.tmpdir=$work/tmp"
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
quiet() { "$coverslip" "$@" 2>&1 >/dev/null | grep -v JAVA_TOOL_OPTIONS; return "${PIPESTATUS[0]}"; }

if [ -z "$slide" ]; then
	(cd "$work" && "$coverslip" >/dev/null 2>&1)
	slide=$(find "$work" /tmp/coverslip-demonstration -name '*.tif' -size +100k 2>/dev/null | head -1)
	[ -n "$slide" ] || { echo "faults: no slide was drawn; name one" >&2; exit 2; }
	cp "$slide" "$work/slide.tif"; slide=$work/slide.tif
fi

# product: a name, the target, and the words of the command between input and options
products=("tiff|a.tif|convert|--compression lzw" "keep|k.tif|convert|--compression keep" "zarr|z.ome.zarr|convert|" "deepzoom|d|deepzoom|"
	"szi|s.szi|deepzoom|--container szi" "tiles|t|tiles|--width 256 --height 256" "process|p.tif|process|--function gaussian --options sigma=2")
for product in "${products[@]}"; do
	IFS='|' read -r name target command options <<<"$product"
	mkdir -p "sound-$name" "killed-$name"
	begin=$(date +%s%N)
	# shellcheck disable=SC2086 # options are words
	quiet "$command" "$slide" "sound-$name/$target" $options || fail "$name: an undisturbed run"
	took=$((($(date +%s%N) - begin) / 1000000))
	for ((i = 0; i < kills; i++)); do
		# shellcheck disable=SC2086
		"$coverslip" "$command" "$slide" "killed-$name/$target" $options >/dev/null 2>&1 &
		victim=$!
		sleep "$(awk -v r=$RANDOM -v t=$took 'BEGIN { print r / 32768 * t / 1000 }')"
		# the script starts Java in its own place, or as its child
		kill -9 $(pgrep -P $victim) $victim 2>/dev/null
		wait $victim 2>/dev/null
		rm -rf "killed-$name/$target" "killed-$name/$target.dzi" "killed-$name/$target.html" # complete in time
		[ "$name" != deepzoom ] || rm -rf "killed-$name/${target}_files"
	done
	# shellcheck disable=SC2086
	said=$(quiet "$command" "$slide" "killed-$name/$target" $options) || fail "$name: a run after $kills kills: $said"
	diff -rq "sound-$name" "killed-$name" >diff.txt || fail "$name: after $kills kills: $(head -1 diff.txt)"
	left=$(find "killed-$name" tmp -name '*.part' -o -name '*.writing' -o -name 'coverslip-*' | head -1)
	[ -z "$left" ] || fail "$name: $left is left after kills"
	echo "$name: $kills kills at random times of a run of $took ms"
done

mkdir -p full
if mount -t tmpfs -o size=1m tmpfs full 2>/dev/null; then
	trap 'umount "$work/full"' EXIT
	for product in "${products[@]}"; do
		IFS='|' read -r name target command options <<<"$product"
		[ "$name" != keep ] || continue
		# shellcheck disable=SC2086
		said=$(quiet "$command" "$slide" "full/$target" $options) && { rm -rf full/* full/.[!.]*; continue; } # it was small enough
		[ "$(wc -l <<<"$said")" -eq 1 ] && grep -q "full/.*No space left" <<<"$said" || fail "$name on a full disk: $said"
		find full -name '*.part' -type f | grep -q . && fail "$name on a full disk leaves a temporary file"
		rm -rf full/* full/.[!.]*
	done
	echo "a full disk: one sentence that names the file"
else
	echo "a full disk: left out, only root can mount one"
fi

for part in 3 2; do
	head -c $(($(stat -c %s "$slide") * (part - 1) / part)) "$slide" >cut.tif
	said=$(quiet convert cut.tif c.tif --overwrite) && fail "a slide that is cut off was converted"
	[ ! -e c.tif ] || fail "a slide that is cut off leaves c.tif"
	grep -q cut.tif <<<"$said" || fail "a slide that is cut off: $said"
done
echo "slides that are cut off: one sentence, no file"

for ((i = 0; i < 3; i++)); do
	rm -rf two.tif
	quiet convert "$slide" two.tif --compression deflate >one.txt & first=$!
	quiet convert "$slide" two.tif --compression deflate >two.txt; second=$?
	wait $first; first=$?
	[ $((first + second)) -le 1 ] || fail "two at once: $(cat one.txt two.txt)"
	cmp -s two.tif <("$coverslip" --version >/dev/null; cat two.tif) && [ -s two.tif ] || fail "two at once leave no file"
done
echo "two runs to one target: at least one completes"

echo "$failures failures"
[ "$failures" -eq 0 ]

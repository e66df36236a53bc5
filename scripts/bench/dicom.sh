#!/bin/bash
# Measures DICOM by copying a slide's tiles against decoding and encoding them with OpenSlide, Pillow and pydicom.
#
#   scripts/bench/dicom.sh [--runs N] [--slide FILE] [--classes FOLDER:LIBRARIES]
#
# --runs N    each measurement N times, in turn (default 3)
# --slide     that is measured; else an SVS of 24576 x 20480 pixels, which is drawn
# --classes   class path of a build, if not that of mvn -DskipTests package
#
# Needs: java, /usr/bin/time, and a python3 with openslide, PIL and pydicom. Java gets a heap of 512 MB.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=3 slide= classes="target/classes:target/test-classes:target/lib/*"
while [ $# -gt 0 ]; do
	case $1 in
		--runs) runs=$2; shift 2 ;;
		--slide) slide=$2; shift 2 ;;
		--classes) classes=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
dir=target/bench
mkdir -p "$dir"
if [ -z "$slide" ]; then
	slide=$dir/dicom-24576x20480.svs
	[ -f "$slide" ] || java -Xmx512m -cp "$classes" org.coverslip.bench.ReferenceSlide "$slide" 24576 20480
fi
python=python3
/usr/bin/python3 -c 'import openslide, pydicom, PIL' 2>/dev/null && python=/usr/bin/python3
out=$(mktemp -d "$dir/dicom-XXXXXX")
trap 'rm -rf "$out"' EXIT
# timed WHO COMMAND...: seconds of wall-clock time, kilobytes of the largest process, seconds of processor time
timed() {
	sync
	/usr/bin/time -f "$1	%e	%M	%U	%S" "${@:2}"
}
for i in $(seq "$runs"); do
	timed "coverslip, copied" java -Xmx512m -cp "$classes" org.coverslip.app.Coverslip convert "$slide" "$out/copied-$i" \
		--to dicom --compression keep
	timed "OpenSlide, Pillow, pydicom" "$python" scripts/bench/pydicom_wsi.py "$slide" "$out/encoded-$i"
	rm -r "${out:?}"/*
done

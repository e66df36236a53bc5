#!/bin/bash
# Measures which files of other programs Coverslip reads, and which programs read what it writes: makes files, opens them, compares every
# sample. Prints what does not agree, and fails if there is any; faults of other programs that are known are in compatibility/known.py.
#
#   scripts/compatibility.sh [--part read|written] [--only PATTERN] [--npm] [--bioformats CLASSPATH] [--java25 JAVA] [--table] [--keep]
#
# --part         only one half
# --only         only files whose name matches, e.g. 'gdal-*'
# --npm          also with sharp and geotiff.js, which npm gets
# --bioformats   also with Bio-Formats: the class path of its jars (default: the variable BIOFORMATS_CLASSPATH)
# --java25       also with the TIFF reader of this newer Java (default: the variable JAVA25, else a Java 25 in /usr/lib/jvm)
# --table        writes docs/compatibility.md
# --keep         keeps the files in target/compatibility
#
# Needs: Java, and a python3 with openslide, tifffile, pydicom, numpy, Pillow, OpenCV, GDAL; vips, tiffcp, convert-im6.q16, dcmtk, gdcmconv,
# opj_compress, JxrEncApp, cjxl (apt install python3-openslide python3-tifffile python3-pydicom python3-pil python3-opencv python3-gdal
# libvips-tools libtiff-tools imagemagick dcmtk libgdcm-tools python3-gdcm libopenjp2-tools libjxr-tools libjxl-tools). COVERSLIP_CLASSPATH is the class path
# of Coverslip and its tests; without it, Maven compiles them.
set -euo pipefail
cd "$(dirname "$0")/.."

work=target/compatibility options=() npm=false keep=false bioformats=${BIOFORMATS_CLASSPATH:-} java25=${JAVA25:-}
while [ $# -gt 0 ]; do
	case $1 in
		--part | --only) options+=("$1" "$2"); shift 2 ;;
		--npm) npm=true; shift ;;
		--bioformats) bioformats=$2; shift 2 ;;
		--java25) java25=$2; shift 2 ;;
		--table) options+=(--table docs/compatibility.md); shift ;;
		--keep) keep=true; shift ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done

mkdir -p "$work"
if [ -z "${COVERSLIP_CLASSPATH:-}" ]; then
	mvn -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test >&2
	COVERSLIP_CLASSPATH=target/test-classes:target/classes:$(cat "$work/classpath")
fi
if [ -z "$java25" ]; then
	java25=$(find /usr/lib/jvm -maxdepth 3 -path '*25*/bin/java' 2>/dev/null | head -n 1)
fi
if $npm; then
	npm install --silent --no-fund --no-audit --prefix "$work/npm" sharp@0.35.5 geotiff@3.0.5 >&2
	options+=(--node-modules "$work/npm/node_modules")
fi
[ -z "$java25" ] || options+=(--java25 "$java25")
[ -z "$bioformats" ] || options+=(--bioformats "$bioformats")

status=0
/usr/bin/python3 -W ignore scripts/compatibility/main.py --classpath "$COVERSLIP_CLASSPATH" --work "$work" "${options[@]}" || status=$?
if ! $keep; then rm -rf "$work/read" "$work/written" "$work/sources" "$work/arrays"; fi
exit $status

#!/bin/bash
# Uses slides for long and by many at once: 32 threads read regions of eight slides, which must be the same each time; slides are opened
# and closed 500 times; 1000 clients ask the server. Nothing may fail or hang, and memory, threads and open files must not grow.
#
#   scripts/soak.sh [--minutes N] [SLIDE...]
#
# --minutes N  of reading by 32 threads (default 10)
# SLIDE...     are read (default: eight kinds of slides in COVERSLIP_SLIDES, else a drawn one in eight compressions and formats)
#
# Needs: mvn -DskipTests package; COVERSLIP_CLASSES names another class path. All that is made is in target/soak. Exit status 1 if anything was not as it should be.
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=10 slides=()
while [ $# -gt 0 ]; do
	case $1 in
		--minutes) minutes=$2; shift 2 ;;
		-*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
		*) slides+=("$1"); shift ;;
	esac
done
classes=${COVERSLIP_CLASSES:-target/test-classes:target/classes:target/lib/*}
coverslip() { java -Xmx512m -Djava.awt.headless=true -cp "$classes" org.coverslip.app.Coverslip "$@" >/dev/null; }
dir=target/soak
rm -rf "$dir"
mkdir -p "$dir"
if [ ${#slides[@]} = 0 ] && [ -d "${COVERSLIP_SLIDES:-}" ]; then
	for kind in svs/*.svs ndpi/*.ndpi mrxs/*.mrxs dicom/* czi/*.czi vms/*.vms vsi/*.vsi ome-tiff/* qptiff/* lif/*.lif tiff/*; do
		for slide in "$COVERSLIP_SLIDES"/$kind; do
			[ -e "$slide" ] && [ ${#slides[@]} -lt 8 ] && coverslip info "$slide" 2>/dev/null && slides+=("$slide") && break
		done
	done
fi
if [ ${#slides[@]} = 0 ]; then
	java -Xmx512m -cp "$classes" org.coverslip.bench.ReferenceSlide "$dir/drawn.tif" 5000 3000
	for made in lzw.tif deflate.tif zstd.tif jpeg.tif jpeg2000.tif; do
		coverslip convert "$dir/drawn.tif" "$dir/$made" --compression "${made%.tif}"
		slides+=("$dir/$made")
	done
	coverslip convert "$dir/drawn.tif" "$dir/drawn.svs" --dialect svs --compression jpeg
	coverslip convert "$dir/drawn.tif" "$dir/drawn.ome.zarr"
	coverslip convert "$dir/drawn.tif" "$dir/dicom" --to dicom
	slides+=("$dir/drawn.svs" "$dir/drawn.ome.zarr" "$dir/dicom")
fi
printf 'soak: %s\n' "${slides[@]}"
exec java -Xmx512m -Djava.awt.headless=true ${JAVA_OPTS:-} -cp "$classes" org.coverslip.web.Soak "$(awk -v m="$minutes" 'BEGIN { print 60 * m }')" "${slides[@]}"

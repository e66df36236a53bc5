#!/bin/bash
# Has Coverslip write OME-Zarr in all its variants, and others look at it: zarrita and the Python module zarr read every value of every
# level, ome-zarr.js renders it, ajv holds the descriptions against the specification's strict JSON schemas. Fails if anything differs.
#
#   scripts/compatibility/zarr.sh [--schemas REPOSITORY] [--keep]
#
# --schemas   a clone of ngff-spec, with its branches 0.4 and 0.5 (default: https://github.com/ome/ngff-spec, cloned)
# --keep      keeps the files in target/compatibility/zarr
#
# Needs: Java, git, node, npm, and a python3 with tifffile and zarr. COVERSLIP_CLASSPATH is the class path of Coverslip; without it,
# mvn -DskipTests package must have been run.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/target/compatibility/zarr schemas=https://github.com/ome/ngff-spec keep=false
while [ $# -gt 0 ]; do
	case $1 in
		--schemas) schemas=$2; shift 2 ;;
		--keep) keep=true; shift ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
rm -rf "$work/files"
mkdir -p "$work/files"
for version in 0.4 0.5; do
	[ -d "$work/schemas/$version" ] && continue
	[ -d "$work/ngff-spec" ] || git clone -q --no-checkout "$schemas" "$work/ngff-spec"
	mkdir -p "$work/schemas/$version.part"
	git -C "$work/ngff-spec" archive "origin/$version" schemas | tar -x -C "$work/schemas/$version.part" --strip-components 1
	mv "$work/schemas/$version.part" "$work/schemas/$version"
done
[ -d "$work/node_modules/ome-zarr.js" ] ||
	npm install --silent --no-fund --no-audit --prefix "$work" zarrita@0.7.5 ome-zarr.js@0.0.19 ajv@8.20.0 >&2
cp scripts/compatibility/zarr_check.mjs "$work/"
status=0
/usr/bin/python3 -W ignore scripts/compatibility/zarr_variants.py "$work" \
	"${COVERSLIP_CLASSPATH:-target/classes:target/lib/*}" || status=$?
$keep || rm -rf "$work/files"
exit $status

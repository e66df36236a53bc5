#!/bin/bash
# libvips 8.14.1 (Debian 12, libvips-tools 8.14.1-3+deb12u3), JPEG 2000 in TIFF: with rgbjpeg, the option that keeps RGB as it is, libvips
# writes a file that it reads back in other colours. Its reader takes compression 33004 for YCbCr whatever was written, and nothing in
# tags or codestream tells the two apart: so 33004 of libvips is read as YCbCr, and rgbjpeg is to be left out with compression=jp2k.
#
# A good guess: rgbjpeg writes RGB, lossless keeps it, the same program reads it. Seen: (0, 255, 3) comes back as (0, 45, 225).
# Needs apt-get with Debian 12's packages; installs into a temporary folder. Ends with 0 if the behaviour is as told.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
version=8.14.1-3+deb12u3
apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances libvips-tools \
	| grep '^[a-z0-9]' | sort -u | grep -v '^libvips-tools$' > packages
apt-get -qq download "libvips-tools=$version" "libvips42=$version"
while read -r package; do apt-get -qq download "$package" 2>/dev/null || true; done < <(grep -v '^libvips42$' packages) # virtual ones fail
for deb in *.deb; do dpkg -x "$deb" root; done
export LD_LIBRARY_PATH=$here/root/usr/lib/x86_64-linux-gnu:$here/root/lib/x86_64-linux-gnu
vips() { "$here/root/usr/bin/vips" "$@"; }
vips --version

{ printf 'P6 64 64 255\n'; for _ in $(seq 4096); do printf '\000\377\003'; done; } > green.ppm
vips copy green.ppm 'usual.tif[compression=jp2k,tile,tile_width=64,tile_height=64,lossless]'
vips copy green.ppm 'rgb.tif[compression=jp2k,tile,tile_width=64,tile_height=64,lossless,rgbjpeg]'
usual=$(vips getpoint usual.tif 5 5)
rgb=$(vips getpoint rgb.tif 5 5)
echo "given 0 255 3; read back: $usual without rgbjpeg, $rgb with it"
[ "$(echo $usual)" = "0 254 5" ] && [ "$(echo $rgb)" = "0 45 225" ]

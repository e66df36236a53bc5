#!/bin/bash
# OpenSlide 3.4.1 (Debian 12, openslide-tools 3.4.1+dfsg-6+deb12u1) with libtiff 4.5.0-6+deb12u4: a tiled TIFF whose tiles are larger than
# the image, which TIFF 6.0 allows and every writer with a fixed tile size makes of the coarsest levels of a pyramid, opens without an
# error and shows wrong pixels, in all compressions but JPEG. libvips reads the same file rightly. With tiles that fit it is right, too.
#
# A good guess: the padding of a tile is cut off, as everywhere. Seen: a mean difference of 125 grey levels with tiles of 512 x 512 for an
# image of 300 x 200, and of 0 with tiles of 256 x 128; libtiff says "raster width adapted for reading" (its change for CVE-2025-9900).
# So nothing that OpenSlide is to read has tiles larger than their image.
# Needs apt-get with Debian 12's packages; installs into a temporary folder. Ends with 0 if the behaviour is as told.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
pinned="openslide-tools=3.4.1+dfsg-6+deb12u1 libopenslide0=3.4.1+dfsg-6+deb12u1 libtiff6=4.5.0-6+deb12u4 libvips-tools=8.14.1-3+deb12u3
	libvips42=8.14.1-3+deb12u3"
apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances openslide-tools libvips-tools \
	| grep '^[a-z0-9]' | sort -u | grep -vxF "$(printf '%s\n' $pinned | sed 's/=.*//')" > packages
# shellcheck disable=SC2086 # a list of words
apt-get -qq download $pinned
while read -r package; do apt-get -qq download "$package" 2>/dev/null || true; done < packages # virtual ones fail
for deb in *.deb; do dpkg -x "$deb" root; done
export LD_LIBRARY_PATH=$here/root/usr/lib/x86_64-linux-gnu:$here/root/lib/x86_64-linux-gnu
PATH=$here/root/usr/bin:$PATH
vips --version

perl -e 'print "P6 300 200 255\n"; for $y (0..199) { for $x (0..299) { print pack("C3", $x * 7 % 256, $y * 5 % 256, ($x + $y) % 256) } }' \
	> picture.ppm
difference() { # mean difference of what OpenSlide shows of a file from the picture
	openslide-write-png "$1" 0 0 0 300 200 shown.png 2>&1 | head -1 >&2
	vips extract_band shown.png rgb.v 0 --n 3
	vips subtract picture.ppm rgb.v difference.v
	vips abs difference.v absolute.v
	vips avg absolute.v
}
vips copy picture.ppm 'large.tif[tile,tile_width=512,tile_height=512,compression=deflate]'
vips copy picture.ppm 'fitting.tif[tile,tile_width=256,tile_height=128,compression=deflate]'
large=$(difference large.tif)
fitting=$(difference fitting.tif)
vips subtract picture.ppm large.tif own.v
own=$(vips max own.v)
echo "mean difference in OpenSlide: $large with tiles of 512 x 512, $fitting with tiles of 256 x 128; in libvips: $own"
[ "${large%.*}" -gt 50 ] && [ "${fitting%.*}" -eq 0 ] && [ "${own%.*}" -eq 0 ]

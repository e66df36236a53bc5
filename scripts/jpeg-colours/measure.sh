#!/bin/bash
# Which colours do programs show in the codings that a JPEG-compressed TIFF can have? Prints the table of docs/formats.md: for each coding
# its bytes, and for each program the largest error in flat bars of sixteen saturated, dark and grey colours. Runs without Coverslip.
#
#   apt install python3-openslide python3-numpy python3-pil python3-opencv python3-gdal python3-tifffile \
#     libtiff-tools libvips-tools gdal-bin imagemagick libjpeg-turbo-progs maven nodejs npm
#
# JAVAS lists the Java homes to be asked, BIOFORMATS is a command that is called "pixels FILE SERIES RESOLUTION C Z T X Y W H OUT.npy".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir npm maven
(cd npm && npm init -y > /dev/null && npm install --silent geotiff@2.1.3)
cat > maven/pom.xml <<'END'
<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><dependencies>
<dependency><groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.12.0</version></dependency>
</dependencies></project>
END
mvn -q -B -f maven/pom.xml dependency:build-classpath -Dmdep.outputFile="$work/twelvemonkeys"
cp "$here/read-geotiff.mjs" npm/
JAVAS=${JAVAS:-${JAVA_HOME:-/usr/lib/jvm/default-java}} HERE=$here /usr/bin/python3 "$here/measure.py"

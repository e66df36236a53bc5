#!/bin/bash
# Shows a folder of DICOM files, as convert --to dicom writes it, in dicom-microscopy-viewer, and takes a picture of that.
#
#   scripts/dicom-viewer.sh FOLDER PICTURE.png
#
# Needs: npm (fetches dicom-microscopy-viewer into target/dicom-viewer), chromium, Xvfb, ImageMagick, and a python3 with pydicom and PIL.
# The picture is taken after WAIT seconds (30), and is to be looked at; the script fails where it has hardly any colours.
set -euo pipefail
folder=$(cd "$1" && pwd)
picture=$(realpath "$2")
cd "$(dirname "$0")/.."
dir=target/dicom-viewer
mkdir -p "$dir"
[ -d "$dir/node_modules/dicom-microscopy-viewer" ] || npm install --prefix "$dir" --no-audit --no-fund dicom-microscopy-viewer@0.48 >&2
python=python3
/usr/bin/python3 -c 'import pydicom, PIL' 2>/dev/null && python=/usr/bin/python3
port=${PORT:-8042} screen=${SCREEN:-87} browser= display=
"$python" scripts/dicom-viewer/serve.py "$folder" "$dir/node_modules" "$port" &
server=$!
profile=$(mktemp -d)
trap 'kill $browser $display $server 2>/dev/null; wait; rm -rf "$profile"' EXIT
for _ in $(seq 100); do
	"$python" -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
	sleep 0.1
done
Xvfb ":$screen" -screen 0 1000x760x24 >/dev/null 2>&1 &
display=$!
sleep 1
DISPLAY=:$screen chromium --no-sandbox --no-first-run --user-data-dir="$profile" --use-angle=swiftshader --enable-unsafe-swiftshader \
	--window-size=1000,760 --window-position=0,0 --app="http://127.0.0.1:$port/" >/dev/null 2>&1 &
browser=$!
sleep "${WAIT:-30}"
import -display ":$screen" -window root "$picture"
"$python" - "$picture" <<END
import sys
from PIL import Image
colours = Image.open(sys.argv[1]).convert("RGB").getcolors(1 << 24)
print(len(colours), "colours in", sys.argv[1])
sys.exit(len(colours) < 1000)
END

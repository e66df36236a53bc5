#!/bin/bash
# Builds target/coverslip-VERSION-fiji.zip: what has to be added to a Fiji, to be unpacked in its folder.
# It holds Coverslip and those of its libraries that Fiji does not carry; the launcher's own ones stay out.
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -q -DskipTests package
version=$(sed -n '/<artifactId>coverslip</{n;s/.*<version>\(.*\)<.*/\1/p}' pom.xml)
dir=target/update-site
rm -rf "$dir"
mkdir -p "$dir/jars"
cp "target/coverslip-$version.jar" "$dir/jars/"
mvn -q dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$dir/jars" \
	-DincludeGroupIds=com.twelvemonkeys.imageio,com.twelvemonkeys.common,org.webjars.npm

zip=target/coverslip-$version-fiji.zip
rm -f "$zip"
jar --create --no-manifest --file "$zip" -C "$dir" jars
echo "$zip"
jar --list --file "$zip"

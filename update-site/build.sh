#!/bin/bash
# Builds an update site for Fiji: a folder for any web server, with db.xml.gz and the time-stamped jars of Coverslip and of those
# of its libraries that Fiji does not carry. Also target/coverslip-VERSION-fiji.zip with the same jars, to be unpacked in a Fiji's folder.
#
#   update-site/build.sh [--site FOLDER] [--plain]
#
# --site FOLDER  a copy of the published site, to which this version is added and whose earlier ones stay (default target/update-site/site)
# --plain        without what needs the SciJava repository: BigDataViewer, Bio-Formats
#
# The time of publication is that of the commit, so that the same commit builds the same bytes. MVN calls Maven (default: mvn).
set -euo pipefail
cd "$(dirname "$0")/.."

site=target/update-site/site profile=-Pfiji
while [ $# -gt 0 ]; do
	case $1 in
		--site) site=$2; shift 2 ;;
		--plain) profile=; shift ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
MVN=${MVN:-mvn}
export TZ=UTC

if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
	echo "update-site: there are changes that are not committed; a site is built from a commit" >&2
	exit 1
fi
# shellcheck disable=SC2086 # MVN and profile may be several words or none
{
	$MVN -q clean package $profile -DskipTests
	$MVN -q dependency:copy-dependencies $profile -DincludeScope=runtime -DoutputDirectory="$PWD/target/update-site/jars" \
		-DincludeGroupIds=com.twelvemonkeys.imageio,com.twelvemonkeys.common,org.webjars.npm,org.locationtech.jts
}
version=$(sed -n '/<artifactId>coverslip</{n;s/.*<version>\(.*\)<.*/\1/p}' pom.xml)
jars=target/update-site/jars
cp "target/coverslip-$version.jar" "$jars/"

java -cp "target/test-classes:target/classes:target/lib/*" org.coverslip.updatesite.UpdateSite \
	"$site" "$(git log -1 --format=%cd --date=format-local:%Y%m%d%H%M%S)" "$jars" "coverslip-$version.jar"

zip=$PWD/target/coverslip-$version-fiji.zip
find "$jars" -exec touch -d "@$(git log -1 --format=%ct)" {} +
(cd target/update-site && jar --create --no-manifest --file "$zip" $(printf '%s\n' jars/*.jar | LC_ALL=C sort))
echo "site: $site"
(cd "$site" && find . -type f | LC_ALL=C sort)
echo "zip: $zip"

#!/bin/bash
# Damages sound slides and files of annotations at random and reads them: all formats and compressions, the project's own files
# and, where they are, those of COVERSLIP_SLIDES. They are read, or refused in a sentence, within a minute and 600 MB of heap.
#
#   scripts/fuzz.sh [--minutes N] [--seed N] [--only TEXT]
#
# --minutes N  for how long (default: 60 seconds, with a fixed seed)
# --seed N     another seed gives other damage; with --minutes it is the time unless given
# --only TEXT  takes only samples with this in their names, as "zarr" or "svs/"
#
# Needs: mvn -DskipTests package. What fails is in target/fuzz/failures: the damaged file, and failure.txt with the stack.
# Exit status 1 if anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=60 seed= only=
while [ $# -gt 0 ]; do
	case $1 in
		--minutes) seconds=$((60 * $2)); seed=${seed:-$(date +%s)}; shift 2 ;;
		--seed) seed=$2; shift 2 ;;
		--only) only=$2; shift 2 ;;
		*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
	esac
done
if [ ! -d target/test-classes ] || [ ! -d target/lib ]; then
	echo "fuzz: not built yet; run mvn -DskipTests package" >&2
	exit 2
fi
rm -rf target/fuzz
mkdir -p target/fuzz
echo "fuzz: $seconds s with seed ${seed:-20261130}"
exec nice -n 10 java -Xmx600m -XX:+UseSerialGC -Djava.awt.headless=true ${JAVA_OPTS:-} \
	-cp "target/test-classes:target/classes:target/lib/*:$(find ~/.m2 -name 'junit-4.13.2.jar' -o -name 'hamcrest-core-1.3.jar' | tr '\n' ':')" \
	org.coverslip.app.Fuzz "$seconds" "${seed:-20261130}" target/fuzz "$only"

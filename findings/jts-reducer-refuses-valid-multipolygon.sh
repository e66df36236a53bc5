#!/bin/bash
# JTS 1.20.0 (org.locationtech.jts:jts-core), the geometry library of QuPath: GeometryPrecisionReducer.reduce, which promises a valid result
# for valid input, fails with "Reduction failed, possible invalid input" on a MultiPolygon that JTS itself calls valid, made by its own
# GeometryFixer. The same area is reduced without an error if its polygons are given one by one.
#
# A good guess: isValid() before is enough. QuPath since 0.6 brings what it reads to a grid of 0.01 pixels by this method, so that a file with
# one such area, whose parts touch in a corner and are narrower than some hundredths of a pixel there, is not imported at all. Of 300,000
# random small stars that GeometryFixer had repaired, 2 fail so. Who writes for QuPath rounds to the grid first, repairs then, and asks the
# reducer itself.
# Needs a JDK (11 or later) and curl; downloads into a temporary folder. Ends with 0 if the behaviour is as told.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
curl -sSfO https://repo.maven.apache.org/maven2/org/locationtech/jts/jts-core/1.20.0/jts-core-1.20.0.jar

cat >Reduce.java <<'EOF'
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

public class Reduce {

	private static final PrecisionModel GRID = new PrecisionModel(-0.01);

	public static void main(String[] args) throws Exception {
		Geometry area = new WKTReader().read("MULTIPOLYGON ("
			+ "((1000.009 1000.004, 1000.0231617647058 1000.0343111455107, 1000.057 1000.026, 1000.009 1000.004)),"
			+ "((1000.0375 1000.0649999999999, 1000.066 1000.126, 1000.174 1000.072, 1000.042 1000.068, 1000.0375 1000.0649999999999)),"
			+ "((1000.0231617647058 1000.0343111455107, 1000 1000.04, 1000.0375 1000.0649999999999, 1000.0231617647058 1000.0343111455107)))");
		System.out.println("valid: " + area.isValid());
		String whole;
		try {
			whole = "an area of " + GeometryPrecisionReducer.reduce(area, GRID).getArea();
		} catch (IllegalArgumentException e) {
			whole = e.getMessage();
		}
		System.out.println("all of it: " + whole);
		double parts = 0;
		for (int i = 0; i < area.getNumGeometries(); i++) parts += GeometryPrecisionReducer.reduce(area.getGeometryN(i), GRID).getArea();
		System.out.println("its parts, one by one: an area of " + parts);
		System.exit(area.isValid() && whole.startsWith("Reduction failed") && parts > 0 ? 0 : 1);
	}
}
EOF
java -cp jts-core-1.20.0.jar Reduce.java

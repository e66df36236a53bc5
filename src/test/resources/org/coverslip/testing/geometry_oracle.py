"""What GDAL and shapely say of areas, for tests in another language.

    geometry_oracle.py probe
    geometry_oracle.py polygonize MASK GEOJSON   GDAL's polygons of a mask (4-connected, without those of 0) against a file's, whose
                                                 metadata "label" is the mask's value: "same N", or one line for each that differs
    geometry_oracle.py measures GEOJSON          lines "area length x y" of the features: shapely's area, length and centroid

Exit status 3 and one line on standard error if a file is not read.
"""
import collections
import json
import sys

from osgeo import gdal, ogr
import shapely.geometry
import shapely.wkb

gdal.UseExceptions()


def features(path):
    with open(path) as file:
        return json.load(file)["features"]


def key(label, shape):
    return label, shape.bounds, round(shape.area)


def polygonize(mask, path):
    ours = collections.defaultdict(list)
    count = 0
    for feature in features(path):
        shape = shapely.geometry.shape(feature["geometry"])
        if not shape.is_valid:
            return ["not valid: %s" % shape.wkt[:200]]
        ours[key(int(feature["properties"]["metadata"]["label"]), shape)].append(shape)
        count += 1
    image = gdal.Open(mask)
    source = ogr.GetDriverByName("Memory").CreateDataSource("m")  # a layer does not keep it
    layer = source.CreateLayer("m")
    layer.CreateField(ogr.FieldDefn("v", ogr.OFTInteger64))
    gdal.Polygonize(image.GetRasterBand(1), image.GetRasterBand(1), layer, 0, [])
    different = []
    for feature in layer:
        # GDAL's rings may pass a corner twice
        shape = shapely.wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb())).buffer(0)
        alike = ours[key(feature.GetField(0), shape)]
        found = next((i for i, one in enumerate(alike) if one.equals(shape)), None)
        if found is None:
            different.append("only GDAL: %d %s" % (feature.GetField(0), shape.wkt[:200]))
        else:
            del alike[found]
    different += ["only ours: %s %s" % (k, one.wkt[:200]) for k, left in ours.items() for one in left]
    return different or ["same %d" % count]


def measures(path):
    for feature in features(path):
        shape = shapely.geometry.shape(feature["geometry"])
        yield "%r %r %r %r" % (shape.area, shape.length, shape.centroid.x, shape.centroid.y)


def main(command, args):
    if command == "probe":
        return
    lines = polygonize(*args) if command == "polygonize" else measures(*args)
    print("\n".join(lines))


try:
    main(sys.argv[1], sys.argv[2:])
except (RuntimeError, ValueError, OSError) as e:
    print(e, file=sys.stderr)
    sys.exit(3)

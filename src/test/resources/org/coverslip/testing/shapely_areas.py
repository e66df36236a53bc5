"""Areas of annotations, by Python's own XML parser and shapely: class, tab, number of areas, tab, sum; a line each.

Usage: shapely_areas.py probe | shapely_areas.py FILE | shapely_areas.py FILE.geojson

Of GeoJSON a line for each feature: type, area, length, whether it is valid.
"""
import json
import sys
import xml.etree.ElementTree as ET
from shapely.geometry import LineString, Polygon, box, shape as geometry
from shapely.ops import polygonize, unary_union


def winding(ring, x, y):
    """How often a ring goes around a point."""
    turns = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if y1 <= y < y2 and side > 0:
            turns += 1
        elif y2 <= y < y1 and side < 0:
            turns -= 1
    return turns


def valid(shape):
    """All that a ring that crosses itself goes around."""
    if shape.is_valid:
        return shape
    ring = list(shape.exterior.coords)
    faces = polygonize(unary_union([LineString(pair) for pair in zip(ring, ring[1:]) if pair[0] != pair[1]]))
    return unary_union([face for face in faces if winding(ring, *face.representative_point().coords[0])])


def ellipse_area(points):
    (x1, y1), (x2, y2) = points
    return 3.141592653589793 / 4 * abs(x2 - x1) * abs(y2 - y1)


def layers(root, tag):
    """ImageScope and HALO: (class, [(points, type, is negative)])"""
    for number, layer in enumerate(root.findall('Annotation'), 1):
        regions = []
        for region in layer.iter('Region'):
            points = [(float(v.get('X')), float(v.get('Y'))) for v in region.iter(tag)]
            regions.append((points, region.get('Type'), region.get('NegativeROA') == '1'))
        yield layer.get('Name') or 'Layer %d' % number, regions


def shape(points, kind):
    if kind in ('Ruler', 'Pin', '3', '4', 'Dot', 'PointSet', 'Measurement') or len(points) < 2:
        return None
    if kind in ('Rectangle', '1') and len(points) == 2:
        return box(min(points[0][0], points[1][0]), min(points[0][1], points[1][1]),
                   max(points[0][0], points[1][0]), max(points[0][1], points[1][1]))
    return valid(Polygon(points)) if len(points) > 2 else None


def areas_of_layer(regions):
    """A negative region is cut out of the smallest that holds it, else out of that with which it has most in common."""
    shells, count, total = [], 0, 0
    for points, kind, negative in regions:
        if negative:
            continue
        if kind in ('Ellipse', '2') and len(points) == 2:
            count, total = count + 1, total + ellipse_area(points)
            continue
        made = shape(points, kind)
        if made is not None:
            shells.append(made)
    for points, kind, negative in regions:
        if not negative:
            continue
        hole = shape(points, kind)
        holders = [i for i, s in enumerate(shells) if Polygon(s.exterior).covers(hole)] if all(
            s.geom_type == 'Polygon' for s in shells) else []
        if holders:
            owner = min(holders, key=lambda i: Polygon(shells[i].exterior).area)
        else:
            owner = max(range(len(shells)), key=lambda i: shells[i].intersection(hole).area, default=None)
            if owner is None or shells[owner].intersection(hole).area == 0:
                shells.append(hole)
                continue
        shells[owner] = shells[owner].difference(hole)
    return count + len(shells), total + sum(s.area for s in shells)


def asap(root):
    groups = {}
    for annotation in root.iter('Annotation'):
        points = sorted((int(c.get('Order')), float(c.get('X')), float(c.get('Y')))
                        for c in annotation.iter('Coordinate'))
        made = shape([p[1:] for p in points], annotation.get('Type'))
        count, total = groups.get(annotation.get('PartOfGroup'), (0, 0))
        if made is not None:
            groups[annotation.get('PartOfGroup')] = count + 1, total + made.area
    return groups.items()


def main(path):
    root = ET.parse(path).getroot()
    if root.tag == 'ASAP_Annotations':
        found = asap(root)
    else:
        tag = 'V' if root.find('.//V') is not None else 'Vertex'
        found = [(name, areas_of_layer(regions)) for name, regions in layers(root, tag)]
    for name, (count, total) in found:
        print('%s\t%d\t%r' % (name, count, total))


def features(path):
    with open(path, encoding='utf-8') as file:
        for feature in json.load(file)['features']:
            made = geometry(feature['geometry'])
            print('%s\t%r\t%r\t%s' % (made.geom_type, made.area, made.length, made.is_valid))


if sys.argv[1].endswith('.geojson'):
    features(sys.argv[1])
elif sys.argv[1] != 'probe':
    main(sys.argv[1])

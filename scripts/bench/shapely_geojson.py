"""Reads GeoJSON into shapely's geometries, asks each whether it is valid, and writes it: shapely_geojson.py IN OUT"""
import json
import sys

from shapely.geometry import mapping, shape

with open(sys.argv[1], encoding='utf-8') as file:
    collection = json.load(file)
invalid = 0
for feature in collection['features']:
    geometry = shape(feature['geometry'])
    if not geometry.is_valid:
        invalid += 1
    feature['geometry'] = mapping(geometry)
with open(sys.argv[2], 'w', encoding='utf-8') as file:
    file.write(json.dumps(collection))
print('%d features, %d of them invalid' % (len(collection['features']), invalid))

"""Writes polygons of 20 points as QuPath writes cells or annotations: polygons.py COUNT FILE"""
import math
import random
import sys

count, path = int(sys.argv[1]), sys.argv[2]
random.seed(1)
shapes = []
for _ in range(500):
    radii = [random.uniform(8, 14) for _ in range(20)]
    shapes.append([(r * math.cos(k * math.pi / 10), r * math.sin(k * math.pi / 10)) for k, r in enumerate(radii)])
classes = [('Tumor', '[200,0,0]'), ('Stroma', '[150,200,150]'), ('Immune cells', '[160,90,160]')]
with open(path, 'w', encoding='ascii') as out:
    out.write('{"type":"FeatureCollection","features":[')
    for i in range(count):
        x, y = 50 + i % 1000 * 60.37, 50 + i // 1000 * 60.41
        points = ['[%.2f,%.2f]' % (x + dx, y + dy) for dx, dy in shapes[i % 500]]
        name, color = classes[i % 3]
        out.write('%s{"type":"Feature","id":"%08x-0000-4000-8000-%012x","geometry":{"type":"Polygon","coordinates":[[%s]]},'
                  '"properties":{"objectType":"annotation","classification":{"name":"%s","color":%s}}}'
                  % (',' if i else '', i, i, ','.join(points + points[:1]), name, color))
    out.write(']}')

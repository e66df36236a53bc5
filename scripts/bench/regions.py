"""Prints random corners "x0 y0" of regions within a slide, the same each time: regions.py WIDTH HEIGHT SIDE COUNT"""
import random
import sys

width, height, side, count = (int(word) for word in sys.argv[1:])
chance = random.Random(side)
for _ in range(count):
    print(chance.randrange(width - side), chance.randrange(height - side))

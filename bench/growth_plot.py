#!/usr/bin/env python3
"""Draws docs/pictures/ranks-growth.svg: seconds against units, both axes logarithmic.

  bench_uncertainty --benchmark_format=csv | bench/growth_plot.py > docs/pictures/ranks-growth.svg

The peer's two times (100 and 300 areas simultaneous, 1,000 draws) are those of docs/performance.md.
"""
import csv
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 64, 200, 20, 48
UNITS, SECONDS = (25, 4000), (0.001, 100)
PEER = [(100, 1.3), (300, 8.7)]


def x(units):
    share = math.log(units / UNITS[0]) / math.log(UNITS[1] / UNITS[0])
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def y(seconds):
    share = math.log(seconds / SECONDS[0]) / math.log(SECONDS[1] / SECONDS[0])
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def text(at_x, at_y, words, anchor="start"):
    return f'<text x="{at_x}" y="{at_y}" text-anchor="{anchor}">{words}</text>'


def curve(points, colour, words, dash="", shift=(8, 4)):
    line = " ".join(f"{x(n)},{y(s)}" for n, s in points)
    dots = "".join(f'<circle cx="{x(n)}" cy="{y(s)}" r="3" fill="{colour}"/>' for n, s in points)
    end = points[-1]
    return (f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>{dots}'
            + text(x(end[0]) + shift[0], y(end[1]) + shift[1], words))


def main():
    times = {"simultaneous_sets": [], "growth": []}
    rows = list(sys.stdin)
    begin = next(i for i, row in enumerate(rows) if row.startswith("name,"))
    for row in csv.DictReader(rows[begin:]):
        name, units = (row["name"].split("/") + [""])[:2]
        if name in times:
            times[name].append((int(units), float(row["real_time"]) / 1000))
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             'font-size="12"><title>Seconds against units, 32 to 3,000</title>'
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for units in (32, 100, 300, 1000, 3000):
        parts.append(f'<line x1="{x(units)}" y1="{TOP}" x2="{x(units)}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(text(x(units), HEIGHT - BOTTOM + 18, f"{units:,}", "middle"))
    for seconds, words in ((0.001, "1 ms"), (0.01, "10 ms"), (0.1, "0.1 s"), (1, "1 s"), (10, "10 s"),
                           (100, "100 s")):
        parts.append(f'<line x1="{LEFT}" y1="{y(seconds)}" x2="{WIDTH - RIGHT}" y2="{y(seconds)}" stroke="#ddd"/>')
        parts.append(text(LEFT - 8, y(seconds) + 4, words, "end"))
    parts.append(text(x(320), HEIGHT - 10, "units", "middle"))
    parts.append(curve(PEER, "#999", "the peer: rank sets", ' stroke-dasharray="5 4"', (-60, -10)))
    parts.append(curve(times["simultaneous_sets"], "#0b6", "rank sets of one table"))
    parts.append(curve(times["growth"], "#06c", "all of a month, 11 nodes"))
    print("\n".join(parts) + "\n</svg>")


main()

"""Small line charts in one SVG: evenly spaced values, medians and ranges.

    svg = line_charts.svg([("threads", "tweets/s", {1: [9, 10], 2: [18]})])
"""
import statistics

WIDTH, HEIGHT, MARGIN, COLUMNS = 420, 240, 56, 2


def short(value):
    """1,200,000 as 1.2M, 0.123 as 0.12."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def text(x, y, what, anchor="middle", size=11):
    return (f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" '
            f'text-anchor="{anchor}">{what}</text>')


def chart(x_name, y_name, points):
    """`points`: {x: [y of each repetition]}"""
    top = max(max(ys) for ys in points.values()) * 1.15 or 1
    right, low = WIDTH - 20, HEIGHT - MARGIN + 16
    step = (right - MARGIN) / max(1, len(points) - 1)

    def height(y):
        return low - (low - 36) * y / top
    parts = [text(WIDTH / 2, 18, f"{y_name} by {x_name}", size=13),
             f'<path d="M{MARGIN} 36V{low}H{right}" stroke="#888"/>']
    for share in (0.25, 0.5, 0.75, 1):
        y = top * share / 1.15
        parts.append(text(MARGIN - 6, height(y) + 4, short(y), "end"))
    line = []
    for i, (x, ys) in enumerate(points.items()):
        at, middle = MARGIN + i * step, height(statistics.median(ys))
        line.append(f"{at:.1f},{middle:.1f}")
        parts += [text(at, low + 16, short(x)),
                  f'<path d="M{at:.1f} {height(min(ys)):.1f}'
                  f'V{height(max(ys)):.1f}" stroke="#1d6fb8"/>',
                  f'<circle cx="{at:.1f}" cy="{middle:.1f}" r="3" '
                  'fill="#1d6fb8"/>']
    parts.append(f'<polyline points="{" ".join(line)}" stroke="#1d6fb8" '
                 'stroke-width="2"/>')
    return "".join(parts)


def svg(charts):
    rows = -(-len(charts) // COLUMNS)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" fill="none" '
             f'viewBox="0 0 {WIDTH * COLUMNS} {HEIGHT * rows}" '
             'font-family="sans-serif"><style>text{fill:#333}</style>'
             '<rect width="100%" height="100%" fill="#fff"/>']
    for i, asked in enumerate(charts):
        parts.append(f'<g transform="translate({WIDTH * (i % COLUMNS)} '
                     f'{HEIGHT * (i // COLUMNS)})">{chart(*asked)}</g>')
    return "\n".join(parts) + "</svg>\n"

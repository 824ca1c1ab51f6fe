#!/usr/bin/env python3
"""Draws static/img/share.png, which other sites show beside a link to the portal: the logo, as large as it bears.

.venv/bin/python .ci/share_picture.py
"""

from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
PICTURE = """
#let (deep, ochre) = (rgb("#0b4448"), rgb("#d99a1c"))
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: deep)
#set text(font: "Source Sans 3", fill: white, size: 34pt, top-edge: 0.78em, bottom-edge: -0.22em)

// Half of a table of who works with whom; the squares on its edge are whole.
#for row in range(7) {
  for column in range(row + 1) {
    let shade = if column == row { 0% } else { 30% + calc.rem(row * 3 + column * 5, 4) * 15% }
    let paint = if (row, column) == (4, 2) { ochre } else { white.transparentize(shade) }
    place(dx: 664pt + column * 68pt, dy: 66pt + row * 68pt, square(size: 56pt, fill: paint))
  }
}
#place(dx: 80pt, dy: 148pt, block(width: 560pt)[
  #set par(leading: 0.12em)
  #text(64pt, weight: 600)[Who cooperates\\ with whom in\\ vocational\\ education]
])
#place(dx: 80pt, dy: 66pt, text(28pt, weight: 600)[Regional TVET Cooperation Portal])
#place(dx: 80pt, dy: 497pt, text(28pt, fill: white.darken(12%))[Every fact names its source.])

// The selvedge.
#place(dy: 614pt, for step in range(43) {
  place(dx: step * 28pt + 6pt, rotate(45deg, square(size: 8pt, fill: ochre)))
  place(dx: step * 28pt + 23pt, dy: 3pt, square(size: 3pt, fill: ochre))
})
"""

if __name__ == "__main__":
    picture = typst.compile(PICTURE.encode(), format="png", ppi=72, font_paths=[str(ROOT / "tvet_portal/fonts")])
    (ROOT / "static/img/share.png").write_bytes(picture)

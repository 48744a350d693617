"""What every page has to pass: axe, 360 px, and the keyboard."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FOCUSED = """() => {
  const it = document.activeElement;
  if (it === null || it === document.body) return null;
  const name = it.getAttribute('aria-label') || it.innerText || it.labels?.[0]?.innerText || '';
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return {name: name.trim().replace(/\\s+/g, ' ') || it.tagName, seen: box.width > 1 && shown};
}"""

TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
  .filter(it => !it.closest('.ow-scroll'))
  .map(it => it.tagName + '.' + it.className).slice(0, 5)"""


def axe_clean(page: Page) -> None:
    """Every rule of axe, nothing excluded; a failure lists rule, help and element."""
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {rule['help']}: {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    )


def readable_at_360(page: Page) -> None:
    """No sideways scrolling of the page on a small telephone (360 × 740); axe holds there too."""
    before = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"the page is {width} px wide: {page.evaluate(TOO_WIDE)}"
    axe_clean(page)
    if before is not None:
        page.set_viewport_size(before)


def tab_order(page: Page, most: int = 200) -> list[str]:
    """Names of all elements in the order in which Tab reaches them, from the top of the page.

    Fails when an element with focus is invisible or has no visible focus.
    """
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    names: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return names
        assert focused["seen"], f"no visible focus on {focused['name']!r}"
        names.append(focused["name"])
    raise AssertionError(f"Tab never left the page: {names[:5]} …")

"""How wide words are, and how they are broken or cut to fit: a picture cannot scroll."""

from __future__ import annotations

#: Widths of Arial as parts of the font size, by groups of letters that are nearly as wide.
WIDTHS = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys(" ftI.,:;!/", 0.28),
    **dict.fromkeys("r()[]-", 0.34),
    **dict.fromkeys("ckvxyzsJ", 0.5),
    **dict.fromkeys("CDHNRUwGOQ", 0.76),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("W@%—…", 1.0),
}
CAPITAL_WIDTH, LETTER_WIDTH = 0.67, 0.56
BOLD = 1.08


def text_width(text: str, font_size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes at most, nearly; scripts other than Latin are not known."""
    return sum(_letter_width(letter) for letter in text) * font_size * (BOLD if bold else 1)


def wrapped(text: str, width: float, font_size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit `width` pixels; a single word that does not is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, font_size, bold=bold) <= width:
            lines[-1] = longer
        elif lines == [""]:
            lines = [shortened(word, width, font_size, bold=bold)]
        else:
            lines.append(shortened(word, width, font_size, bold=bold))
    return lines


def shortened(text: str, width: float, font_size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis if it must be; the table beside the chart has it in full."""
    if text_width(text, font_size, bold=bold) <= width:
        return text
    while text and text_width(text + "…", font_size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _letter_width(letter: str) -> float:
    return WIDTHS.get(letter, CAPITAL_WIDTH if letter.isupper() else LETTER_WIDTH)

"""Names of people who do not exist."""

GIVEN = (
    "Ada", "Boris", "Cecilia", "Damian", "Ema", "Filip", "Greta", "Hugo", "Irena", "Jonas", "Klara",
    "Leon", "Mila", "Nikola", "Olga", "Pavel", "Rita", "Samuel", "Tereza", "Urban", "Vera",
    "Zdenka",
)  # fmt: skip
INITIALS = "ABCDEFGHJKLMNOPRSTVZ"
FACILITIES = ("Hospital by the river", "Hospital on the hill")
WARDS = ("Birch", "Oak", "Linden", "Maple", "Rowan", "Willow")
#: What a person chose to stand on the staff's board.
LINES = (
    "Sit down with me and speak quietly.",
    "Give me ten minutes alone, then ask again.",
    "Please do not stand behind me.",
    "Music helps. My headphones are in the office.",
    "Ask before you touch me.",
    "Call my sister with me.",
    "A walk in the garden, even a short one.",
)


def name_of(number: int) -> str:
    """A given name and an initial, different for neighbours."""
    return f"{GIVEN[number % len(GIVEN)]} {INITIALS[(number // len(GIVEN)) % len(INITIALS)]}."

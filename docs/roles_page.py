"""The reference page of roles: the table of the program, with a sentence for each thing."""

from __future__ import annotations

from openward_web.accounts.rules import MAY, STAFF, Capability, Role

WHAT = {
    Capability.SEE_BOARD: "sees the ward board",
    Capability.RECORD: "records; ending a measure: on every ward of the facility",
    Capability.SEE_RECORD: "reads incidents; each reading is written down",
    Capability.CORRECT: "corrects and withdraws what was written; both versions stay",
    Capability.KEEP_CENSUS: "admits, moves, sends on leave, discharges",
    Capability.MANAGE_WARD: "keeps beds, law, staffing, wall, contacts; sees who broke the glass",
    Capability.ENROL_DEVICE: "enrols and revokes shared tablets",
    Capability.ANSWER_CALLS: "sees and answers calls for help",
    Capability.BREAK_GLASS: "opens a record of another ward for an hour, with a reason",
    Capability.SEE_WARD_FIGURES: "figures of the ward from its own record, with small numbers",
    Capability.SEE_SAFE_FIGURES: "figures that were released (everybody sees them)",
    Capability.SEE_OWN_RECORD: "reads what is written about them, and who opened it",
    Capability.MANAGE_ACCOUNTS: "makes accounts, gives and withdraws roles",
    Capability.SEE_PLAN: "opens own plans, as far as each person lets them",
    Capability.WRITE_PLAN: "adds to own plans; only the person takes back their own words",
    Capability.LEARN: "offers and holds debriefs, adds accounts, asks for changes",
    Capability.ANSWER_REQUESTS: "answers what a ward asks for, decides about house rules",
    Capability.INVITE_PERSON: "gives a person an account of their own",
    Capability.SUPPORT_PERSON: "sees whom they support, and the accounts that these let them read",
    Capability.RECEIVE_SEALED: "gets messages of persons that nobody else can open",
    Capability.RELEASE_FIGURES: "releases protected figures of periods that are over",
    Capability.ASSESS: "opens visits, and works on those on whose committee they are",
    Capability.SEE_ASSESSMENTS: "reads reports of visits that a committee released",
    Capability.IMPROVE: "plans what the place does after a visit",
    Capability.KEEP_COUNTRY: "writes the path of the own country, takes its monthly returns",
    Capability.MANAGE_PLACES: "sets up facilities and wards",
}
ABOUT = """A role holds at a ward, a facility, a region or everywhere, or for one person. What is
not in this table is refused; something of another place answers as if it were not there.
"""


def roles() -> str:
    """The page without its first line."""
    order = list(Role)
    head = "| | " + " | ".join(f"`{role}`" for role in order) + " |\n" + "|---" * (len(order) + 1)
    lines = "\n".join(
        f"| `{what}`: {words} | {' | '.join('yes' if what in MAY[r] else '' for r in order)} |"
        for what, words in WHAT.items()
    )
    staff = ", ".join(f"`{role}`" for role in order if role in STAFF)
    return (
        f"# Roles\n\n{ABOUT}\n{head}|\n{lines}\n\n"
        f"On a shared tablet {staff} sign in with a number, which opens these\n"
        "roles and no other of the same account. A person to whom staff hand the tablet signs in\n"
        "with theirs, which opens their own pages alone.\n"
    )

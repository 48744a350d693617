"""The people who use the service."""

from django.db import models

from openward_web.ledger.columns import code, in_order


class Person(models.Model):
    """A person under a pseudonym: no name, no date of birth."""

    id = models.UUIDField(primary_key=True, db_column="person_id")
    birth_year = models.IntegerField(null=True)
    sex = code(null=True)
    ethnicity = models.CharField(max_length=40, null=True)
    learning_disability = code(null=True)
    autism = code(null=True)

    class Meta:
        db_table = "persons"


class Identity(models.Model):
    """The name that staff call a person by, and the number of the facility.

    A table of its own: no dataset joins it, and no export but the person's own record.
    """

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    facility = models.ForeignKey("wards.Facility", models.PROTECT, related_name="identities")
    local_number = models.CharField(max_length=60)
    display_name = models.CharField(max_length=120)
    #: For the age at the start of a measure, which some laws ask for.
    born_on = models.DateField(null=True)

    class Meta:
        db_table = "identities"
        constraints = [
            models.UniqueConstraint(fields=["facility", "local_number"], name="one_per_number")
        ]


class ChosenLine(models.Model):
    """The one line of their plan that the person chose to stand on the staff's board."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    text = models.CharField(max_length=160)
    language = models.CharField(max_length=12, default="en")
    chosen_on = models.DateField()

    class Meta:
        db_table = "chosen_lines"


class Plan(models.Model):
    """One version of a person's own plan: a row of the dataset, which has none of its words.

    A version is open until somebody signs it; the next change begins another.
    """

    id = models.UUIDField(primary_key=True, db_column="plan_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    made = code(null=True)
    agreed = models.BooleanField(null=True)
    review_due_on = models.DateField(null=True)
    #: When it was written down, which says what came before and after on one day; in no dataset.
    begun_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plans"
        constraints = [
            in_order("plans", "started_on", "ended_on"),
            models.UniqueConstraint(fields=["person", "version"], name="one_plan_of_a_version"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_on=None), name="one_plan_at_a_time"
            ),
        ]


class PlanLine(models.Model):
    """One thing that a plan says. Its words never change: the database refuses it. What is said
    anew is another line, and this one ends with a version.

    voice: `mine` or `staff`, kept apart. written_by: `person`, `supporter`, or `for_person` by
    staff who read it back. agreed: whether the person agrees with a view of staff. place: of the
    lines of a part, the first ones stand on the card.
    """

    id = models.UUIDField(primary_key=True, db_column="line_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plan_lines")
    part = code()
    voice = code()
    written_by = code()
    text = models.TextField()
    language = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    place = models.IntegerField()
    agreed = models.BooleanField(null=True)
    from_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "plan_lines"
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(until_version=None), name="plan_lines_now"
            )
        ]


class LineTranslation(models.Model):
    """What a line says in another language, for a reader. It stands beside the words, never in
    their place; a better one is another row. by_whom: `self`, `supporter` or `staff`.
    """

    id = models.UUIDField(primary_key=True, db_column="row_id")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=12)
    text = models.TextField()
    by_whom = code()
    written_at = models.DateTimeField()

    class Meta:
        db_table = "line_translations"


class PlanSignature(models.Model):
    """Somebody signed a version. how: `here` with their own account, or `paper`."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signatures")
    who = code()
    how = code()
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "plan_signatures"


class PartReaders(models.Model):
    """Who may read one part of the plan, as the person chose."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="part_readers")
    part = code()
    readers = code()

    class Meta:
        db_table = "part_readers"
        constraints = [
            models.UniqueConstraint(fields=["person", "part"], name="one_choice_for_a_part")
        ]


class ReviewAsked(models.Model):
    """Somebody asked to look at the plan again."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reviews_asked")
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "reviews_asked"


class BroughtWords(models.Model):
    """What the person supplied elsewhere and brought along: what it was there, and all its cells
    as JSON. Only the person reads it; it never changes."""

    id = models.UUIDField(primary_key=True, db_column="row_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="brought_words")
    what = models.CharField(max_length=60)
    cells = models.TextField()
    brought_at = models.DateTimeField()

    class Meta:
        db_table = "brought_words"


class PlanCard(models.Model):
    """The code on a printed card: it leads to the plan after signing in, until it is lost."""

    id = models.UUIDField(primary_key=True, db_column="card_id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plan_cards")
    made_at = models.DateTimeField()
    lost_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plan_cards"

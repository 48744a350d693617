"""The people who use the service."""

from django.db import models

from openward_web.ledger.columns import code


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

    A table of its own: no dataset and no export ever joins it.
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
